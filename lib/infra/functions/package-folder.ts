import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of this project's package.json. It is above this source file, or above the bundle if the package is
 * installed.
 */
export const PACKAGE_FOLDER = folderAbove(__dirname);

function folderAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderAbove(dirname(folder));
}
