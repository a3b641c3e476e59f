import { type Digest, MalformedDigestError, parseDigest } from './digest';
import { isSignedBy, SIGNATURE_ALGORITHM, sha256Of, signedText, UnreadablePublicKeyError } from './digest-signature';
import type { PublicKeys } from './public-keys';

/** A digest's signature as it stands beside the digest. */
export interface DigestSignature {
  /** Hexadecimal. */
  readonly value: string;
  readonly algorithm: string;
}

/** A digest file as it was found. */
export interface FoundDigest {
  /** The bucket of the digest. Undefined if a copy on disk does not tell. */
  readonly bucket: string | undefined;
  readonly key: string;
  /** Decompressed. */
  readonly content: Uint8Array;
  /** `removed` if the object has none; `unknown` if a copy on disk has lost it. */
  readonly signature: DigestSignature | 'removed' | 'unknown';
}

/** Whether a digest is CloudTrail's. `unsigned` if that is unknown because the signature is missing. */
export type DigestVerdict =
  | { readonly status: 'valid'; readonly digest: Digest; readonly sha256: string }
  | { readonly status: 'invalid' | 'unsigned'; readonly reason: string };

/**
 * The verdict on one digest alone: its form, its place, its signature. As in `aws cloudtrail validate-logs`, only the
 * fingerprint identifies the key.
 */
export function digestVerdict(found: FoundDigest, keys: PublicKeys): DigestVerdict {
  try {
    return verdictOf(parseDigest(found.content), found, keys);
  } catch (error) {
    if (error instanceof MalformedDigestError) return invalid(error.message);
    throw error;
  }
}

function verdictOf(digest: Digest, found: FoundDigest, keys: PublicKeys): DigestVerdict {
  if (digest.key !== found.key || (found.bucket !== undefined && digest.bucket !== found.bucket)) {
    return invalid(`moved: it was delivered to s3://${digest.bucket}/${digest.key}`);
  }
  const { signature } = found;
  if (signature === 'removed') return invalid('its object lacks the metadata of its signature');
  if (signature === 'unknown') return { status: 'unsigned', reason: 'it has no known signature' };
  if (signature.algorithm !== SIGNATURE_ALGORITHM) {
    return invalid(`signed with '${signature.algorithm}': expected ${SIGNATURE_ALGORITHM}`);
  }
  const publicKey = keys.get(digest.fingerprint);
  if (publicKey === undefined) return invalid(`no public key with its fingerprint ${digest.fingerprint}`);
  const sha256 = sha256Of(found.content);
  const problem = signatureProblem(publicKey, signedText(digest, sha256), signature.value);
  return problem === undefined ? { status: 'valid', digest, sha256 } : invalid(problem);
}

function signatureProblem(publicKey: string, text: string, signature: string): string | undefined {
  try {
    return isSignedBy(publicKey, text, signature) ? undefined : 'its signature does not match its content';
  } catch (error) {
    if (error instanceof UnreadablePublicKeyError) return error.message;
    throw error;
  }
}

function invalid(reason: string): DigestVerdict {
  return { status: 'invalid', reason };
}
