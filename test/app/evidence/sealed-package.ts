import { generateKeyPairSync, sign } from 'node:crypto';
import { type SealedPackage, sealPackage } from '../../../lib/app/evidence/seal-package';
import { MemoryPackage } from './memory-package';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** Who signs the packages of tests. */
export const SIGNER = publicKey;
export const KEY = {
  publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  sign: async (bytes: Uint8Array) => sign(null, bytes, privateKey),
};

/** A package of one file, sealed. */
export async function sealed(
  key?: typeof KEY,
): Promise<{ readonly made: MemoryPackage; readonly result: SealedPackage }> {
  const made = new MemoryPackage();
  const entries = [await made.write('events.ndjson', '{}')];
  return { made, result: await sealPackage(made, entries, { events: 1 }, key) };
}
