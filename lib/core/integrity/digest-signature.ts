import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Digest } from './digest';

/** The one algorithm that CloudTrail signs digests with. */
export const SIGNATURE_ALGORITHM = 'SHA256withRSA';

/** What the signed text has in place of the previous signature, if there is none. */
const NO_SIGNATURE = 'null';

/** SHA-256 of a content, in lower-case hexadecimal. */
export function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The signed text (CloudTrail user guide: custom validation). The hash of the digest is that of its decompressed
 * content.
 */
export function signedText(digest: Digest, sha256: string): string {
  const { endTimeText, bucket, key, previousSignature } = digest;
  return [endTimeText, `${bucket}/${key}`, sha256, previousSignature ?? NO_SIGNATURE].join('\n');
}

/** A public key cannot be read. */
export class UnreadablePublicKeyError extends Error {
  constructor(cause: unknown) {
    super('the public key cannot be read: expected base64 of a PKCS #1 RSA key', { cause });
    this.name = 'UnreadablePublicKeyError';
  }
}

/**
 * Whether `signature`, in hexadecimal, is the signature of `text` with the key, which is base64 of DER, as
 * `ListPublicKeys` gives it: RSA with PKCS #1 v1.5 padding over SHA-256. Throws `UnreadablePublicKeyError`.
 */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  if (!/^(?:[0-9a-f]{2})+$/i.test(signature)) return false;
  return verify('sha256', Buffer.from(text), keyObject(publicKey), Buffer.from(signature, 'hex'));
}

function keyObject(publicKey: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'pkcs1' });
  } catch (cause) {
    throw new UnreadablePublicKeyError(cause);
  }
}
