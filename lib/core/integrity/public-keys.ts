import { member } from '../record/json';

/** CloudTrail's public keys by fingerprint: base64 of DER (PKCS #1). */
export type PublicKeys = ReadonlyMap<string, string>;

/** The JSON lists no public keys. */
export class PublicKeyListError extends Error {
  constructor(readonly problem: string) {
    super(
      `not a list of public keys: ${problem}; expected what aws cloudtrail list-public-keys prints: {"PublicKeyList": [{"Fingerprint": "…", "Value": "…"}]}`,
    );
    this.name = 'PublicKeyListError';
  }
}

/** The keys of the JSON that `aws cloudtrail list-public-keys` prints, or `PublicKeyListError`. */
export function parsePublicKeys(json: string): PublicKeys {
  const list = member(parsed(json), 'PublicKeyList');
  if (!Array.isArray(list)) throw new PublicKeyListError('it has no PublicKeyList');
  return new Map(list.map(publicKey));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new PublicKeyListError('it is not JSON');
  }
}

function publicKey(entry: unknown): readonly [string, string] {
  const [fingerprint, value] = [member(entry, 'Fingerprint'), member(entry, 'Value')];
  if (typeof fingerprint !== 'string' || typeof value !== 'string') {
    throw new PublicKeyListError('an entry has no Fingerprint or no Value');
  }
  return [fingerprint, value];
}
