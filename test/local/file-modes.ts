import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The permissions of a file or folder, in octal. */
export const modeOf = async (path: string) => ((await lstat(path)).mode & 0o777).toString(8);

/**
 * The permissions that files of a folder have, each once. The library of SQLite keeps the files beside a database for a while
 * after it was closed: one that it removes meanwhile counts for nothing.
 */
export async function modesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder);
  const found = await Promise.all(files.map((file) => unlessGone(modeOf(join(folder, file)))));
  return [...new Set(found.filter((mode) => mode !== undefined))];
}

/** Gives all files of a folder other permissions. */
export async function changeModesIn(folder: string, mode: number): Promise<void> {
  for (const file of await readdir(folder)) await unlessGone(chmod(join(folder, file), mode));
}

async function unlessGone<Found>(asked: Promise<Found>): Promise<Found | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
