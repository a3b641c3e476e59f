import { createPublicKey } from 'node:crypto';
import { fingerprintOf } from '../../core/evidence/envelope-signature';
import { ENVELOPE_FILE, MANIFEST_FILE, type ManifestEntry, manifestText } from '../../core/evidence/package-manifest';
import { type Envelope, PAYLOAD_TYPE, signedBytes, statementOf } from '../../core/evidence/signed-envelope';
import type { PackageWriter } from '../ports/evidence/package-files';
import type { SigningKey } from '../ports/evidence/signing-key';

/** The file of a package that has the public key of its signer. */
export const SIGNER_KEY_FILE = 'signer-public-key.pem';

/** A package that is whole: what people compare of it. */
export interface SealedPackage {
  readonly manifestSha256: string;
  readonly signerFingerprint?: string;
}

/**
 * Ends a package: writes the manifest of its files and, with a key, the signed statement about them. `about` is what the
 * statement says of the package beside the hashes of its files.
 */
export async function sealPackage(
  writer: PackageWriter,
  files: readonly ManifestEntry[],
  about: object,
  key?: SigningKey,
): Promise<SealedPackage> {
  const all = key ? [...files, await writer.write(SIGNER_KEY_FILE, key.publicKey)] : files;
  const manifest = manifestText(all);
  const { sha256 } = await writer.write(MANIFEST_FILE, manifest);
  if (!key) return { manifestSha256: sha256 };
  const signerFingerprint = fingerprintOf(createPublicKey(key.publicKey));
  const payload = statementOf(all, manifest, about);
  const signature = await key.sign(signedBytes(PAYLOAD_TYPE, payload));
  const envelope: Envelope = {
    payloadType: PAYLOAD_TYPE,
    payload: base64(payload),
    signatures: [{ keyid: signerFingerprint, sig: base64(signature) }],
  };
  await writer.write(ENVELOPE_FILE, `${JSON.stringify(envelope)}\n`);
  return { manifestSha256: sha256, signerFingerprint };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
