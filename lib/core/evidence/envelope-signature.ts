import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Envelope, signedBytes } from './signed-envelope';

/** A file has no public key of a kind that signs packages. */
export class UnreadableSignerKeyError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`${reason}; expected a public key of Ed25519 or ECDSA P-256, as PEM or DER (SubjectPublicKeyInfo)`, options);
    this.name = 'UnreadableSignerKeyError';
  }
}

/** A public key that signs packages, from PEM or DER. Throws `UnreadableSignerKeyError`. */
export function readSignerKey(content: Uint8Array): KeyObject {
  const key = publicKeyIn(Buffer.from(content));
  if (!isSigner(key)) throw new UnreadableSignerKeyError(`the key is of the kind '${key.asymmetricKeyType}'`);
  return key;
}

function publicKeyIn(content: Buffer): KeyObject {
  try {
    const isPem = content.includes('-----BEGIN ');
    return createPublicKey(isPem ? content : { key: content, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new UnreadableSignerKeyError('the key cannot be read', { cause });
  }
}

/** Whether a key, private or public, is of a kind that signs packages. */
export function isSigner({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'ed25519') return true;
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** What people compare of a public key, and what an envelope calls it: the SHA-256 of its SubjectPublicKeyInfo in DER. */
export function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

/** Whether any signature of an envelope is that of a key. */
export function isSignedBy({ payloadType, payload, signatures }: Envelope, key: KeyObject): boolean {
  const bytes = signedBytes(payloadType, Buffer.from(payload, 'base64'));
  const algorithm = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return signatures.some(({ sig }) =>
    verify(algorithm, bytes, { key, dsaEncoding: 'der' }, Buffer.from(sig, 'base64')),
  );
}
