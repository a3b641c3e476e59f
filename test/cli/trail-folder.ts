import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  publicKeyList,
  type SignedTrail,
  type Signer,
  signedTrail,
  type TrailOptions,
} from '../core/integrity/signed-trail';

/** A trail's bucket as `aws s3 sync` copies it, with the metadata of its last digest and a file of public keys beside it. */
export interface TrailFolder {
  readonly trail: SignedTrail;
  readonly logs: string;
  readonly keys: string;
}

/** Makes a copy of a trail's bucket below a folder. */
export function trailFolder(folder: string, options: TrailOptions): TrailFolder {
  const trail = signedTrail(options);
  const logs = join(folder, 'logs');
  for (const [key, { body }] of trail.objects) writeBelow(logs, key, body);
  const last = trail.digests.at(-1) ?? '';
  writeBelow(logs, `${last}.metadata.json`, JSON.stringify({ Metadata: trail.objects.get(last)?.metadata }));
  return { trail, logs, keys: keyFile(folder, 'keys.json', options.signers) };
}

/** Writes a file of public keys and gives its path. */
export function keyFile(folder: string, name: string, signers: readonly Signer[]): string {
  const path = join(folder, name);
  writeFileSync(path, publicKeyList(...signers));
  return path;
}

function writeBelow(folder: string, key: string, content: Buffer | string): void {
  const path = join(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
