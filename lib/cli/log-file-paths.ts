import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A path that was given and cannot be read. */
export interface UnreadablePath {
  readonly path: string;
  readonly reason: string;
}

/** The files that paths stand for. */
export interface LogFilePaths {
  readonly files: readonly string[];
  readonly unreadable: readonly UnreadablePath[];
}

const LOG_FILE = /\.json(\.gz)?$/;

/** The log files that paths stand for: files as they are, folders with all `.json` and `.json.gz` below, sorted. */
export async function logFilePaths(paths: readonly string[]): Promise<LogFilePaths> {
  const files: string[] = [];
  const unreadable: UnreadablePath[] = [];
  for (const path of paths) {
    try {
      files.push(...((await stat(path)).isDirectory() ? await filesBelow(path) : [path]));
    } catch (error) {
      unreadable.push({ path, reason: reasonOf(error) });
    }
  }
  return { files, unreadable };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && LOG_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file or folder';
  return error instanceof Error ? error.message : String(error);
}
