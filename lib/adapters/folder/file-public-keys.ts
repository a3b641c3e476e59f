import { readFile } from 'node:fs/promises';
import { types } from 'node:util';
import type { PublicKeySource } from '../../app/ports/audited-bucket';
import { PublicKeyListError, type PublicKeys, parsePublicKeys } from '../../core/integrity/public-keys';

/** The given file of public keys lists none. */
export class PublicKeyFileError extends Error {
  constructor(
    readonly path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`public keys '${path}': ${reason}`, options);
    this.name = 'PublicKeyFileError';
  }
}

/**
 * The public keys in a file, for every region, because the fingerprint identifies a key. Rejects with
 * `PublicKeyFileError`.
 */
export async function filePublicKeys(path: string): Promise<PublicKeySource> {
  const keys = await keysIn(path);
  return { keys: async () => keys };
}

async function keysIn(path: string): Promise<PublicKeys> {
  try {
    return parsePublicKeys(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof PublicKeyListError) throw new PublicKeyFileError(path, cause.message, { cause });
    throw new PublicKeyFileError(path, `${reasonOf(cause)}; expected what aws cloudtrail list-public-keys prints`, {
      cause,
    });
  }
}

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return 'code' in error && error.code === 'ENOENT' ? 'no such file' : error.message;
}
