import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A file or folder of the project, by its path from the folder of package.json; undefined where it is not there, as when
 * only the built program was copied. Looked for in the folders above this file, whether source or bundle: those in which
 * modules are looked for, because that is what both module systems tell.
 */
export function projectPath(path: string): string | undefined {
  const folders = (require.resolve.paths('any') ?? []).map(dirname);
  return folders.map((folder) => join(folder, path)).find((candidate) => existsSync(candidate));
}
