import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SigningKey } from '../../app/ports/evidence/signing-key';
import { isSigner } from '../../core/evidence/envelope-signature';

/** A file has no private key that can sign a package. */
export class SigningKeyFileError extends Error {
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      `the key '${path}' cannot sign: ${reason}; expected a private key of Ed25519 or ECDSA P-256 without a passphrase, as PEM or DER (PKCS #8), such as openssl genpkey -algorithm ed25519 makes, or the ARN or alias/NAME of a KMS key`,
      options,
    );
    this.name = 'SigningKeyFileError';
  }
}

/** The private key in a file. Rejects with `SigningKeyFileError`. */
export async function localSigningKey(path: string): Promise<SigningKey> {
  const key = await privateKeyIn(path);
  if (!isSigner(key)) throw new SigningKeyFileError(path, `it is of the kind '${key.asymmetricKeyType}'`);
  const algorithm = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return {
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
    sign: async (bytes) => sign(algorithm, bytes, { key, dsaEncoding: 'der' }),
  };
}

async function privateKeyIn(path: string): Promise<KeyObject> {
  try {
    const content = await readFile(path);
    const isPem = content.includes('-----BEGIN ');
    return createPrivateKey(isPem ? content : { key: content, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    throw new SigningKeyFileError(path, code === 'ENOENT' ? 'no such file' : 'it is no private key', { cause });
  }
}
