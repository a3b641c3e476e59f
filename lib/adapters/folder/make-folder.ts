import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are not there, with the mode for all of them. An existing folder stays as it is.
 * Throws the system's error. `mkdir` of Node.js does the same with `recursive`, but never ends where a system says of a
 * folder that is there that a new one cannot be found in it, as Linux does in `/proc`.
 */
export function makeFolder(folder: string, mode: number): void {
  // Of what is there, this only says whether it is a folder.
  if (existsSync(folder)) mkdirSync(folder, { recursive: true });
  else makeMissing(folder, mode);
}

function makeMissing(folder: string, mode: number): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) makeMissing(parent, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}
