import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { manifestText } from '../../../lib/core/evidence/package-manifest';

/** What a package has if it is signed, and its manifest: what whoever changes it has to remove or make anew. */
const SEALS = ['manifest.json', 'manifest.dsse.json', 'signer-public-key.pem'];

/** Makes the manifest fit again, as somebody would who does not have the signer's key, and removes the signature. */
export function resealed(folder: string): void {
  for (const name of SEALS) rmSync(join(folder, name), { force: true });
  const entries = filesIn(folder).map((path) => {
    const content = readFileSync(join(folder, path));
    return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  });
  writeFileSync(join(folder, 'manifest.json'), manifestText(entries));
}

/** The files of a package, as the manifest names them. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
