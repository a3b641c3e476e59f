import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A file or folder of the project, by its path from the folder of package.json. Undefined if it does not exist, as when
 * somebody copied only the built program. Looks in the folders above this file, whether it is source or bundle. These
 * are the folders where Node.js looks for modules, because that is what both module systems reveal.
 */
export function projectPath(path: string): string | undefined {
  const folders = (require.resolve.paths('any') ?? []).map(dirname);
  return folders.map((folder) => join(folder, path)).find((candidate) => existsSync(candidate));
}
