import { types } from 'node:util';

/** What the codes of the file system mean to a person. Its own messages repeat the path. */
const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['EACCES', 'no permission to read it'],
  ['EPERM', 'no permission to read it'],
  ['ELOOP', 'a link that leads back to itself'],
]);

/** Why a path cannot be read, in words. */
export function unreadableReason(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return REASONS.get('code' in error ? error.code : undefined) ?? error.message;
}
