import { sep } from 'node:path';

/**
 * A path on disk as the key of a log file: folders are parted by `/` on each system, so that what reads CloudTrail's folders
 * and names in a key reads them here. Windows takes such a path as well (`C:/logs/AWSLogs/…`).
 *
 * @param separator what parts the folders of `path`
 */
export function fileKey(path: string, separator: string = sep): string {
  return separator === '/' ? path : path.replaceAll(separator, '/');
}
