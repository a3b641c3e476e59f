import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateOfWorker, workerName } from './worker-name';

/** It may have what logs have: nobody else reads it. */
const FOLDER_MODE = 0o700;

/** What the folders of a purpose are named by: `ssm-audit-<purpose>-<worker>`. */
function prefixOf(purpose: string): string {
  return `ssm-audit-${purpose}-`;
}

/** Makes a new folder for temporary files, of one purpose, below the system's. Its maker removes it. */
export function newTemporaryFolder(purpose: string, parent = tmpdir()): string {
  const folder = join(parent, `${prefixOf(purpose)}${workerName()}`);
  mkdirSync(folder, { mode: FOLDER_MODE });
  return folder;
}

/**
 * Removes the temporary folders of a purpose whose makers were killed. What somebody else made, who shares the system's folder
 * for temporary files, is theirs to remove.
 */
export function removeLeftFolders(purpose: string, parent = tmpdir()): void {
  for (const name of namesIn(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(prefixOf(purpose)) || stateOfWorker(name) !== 'gone' || !isOwn(folder)) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether this user made a folder. In one of somebody else, a link could take a file's place while it is removed. */
function isOwn(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid);
}

/** A folder that cannot be listed has nothing to remove: whoever makes a folder in it learns what is wrong. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
