import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { portableFolder } from '../../core/rows/portable-folder';
import { fileKey } from './file-key';

/**
 * The path under which a file is known: the one that was given, if it tells whose log file it is. Otherwise the one to which
 * links lead, so that a file is the same by whatever link somebody names it.
 */
export async function knownPath(file: string): Promise<string> {
  const path = fileKey(resolve(file));
  if (portableFolder(path) !== undefined) return path;
  return realpath(path).then(
    (real) => fileKey(real),
    () => path,
  );
}
