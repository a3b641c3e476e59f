import { stat } from 'node:fs/promises';
import { FolderWalk } from './folder-walk';
import { unreadableReason } from './unreadable-reason';

/** A path that cannot be read, or a folder that was given and holds nothing to read. */
export interface UnreadablePath {
  readonly path: string;
  readonly reason: string;
}

/** The files that paths stand for. */
export interface LogFilePaths {
  readonly files: readonly string[];
  readonly unreadable: readonly UnreadablePath[];
}

const NO_LOG_FILES = 'no log files (.json, .json.gz) under this folder';

/**
 * The log files that paths stand for: files as they are, folders with all `.json` and `.json.gz` below, sorted. What
 * cannot be read is named, and so is a folder without log files: neither may pass for a folder in which nothing happened.
 */
export async function logFilePaths(paths: readonly string[]): Promise<LogFilePaths> {
  const files: string[] = [];
  const unreadable: UnreadablePath[] = [];
  for (const path of paths) {
    const found = await pathsOf(path);
    files.push(...found.files);
    unreadable.push(...found.unreadable);
  }
  return { files, unreadable };
}

async function pathsOf(path: string): Promise<LogFilePaths> {
  try {
    if (!(await stat(path)).isDirectory()) return { files: [path], unreadable: [] };
  } catch (error) {
    return { files: [], unreadable: [{ path, reason: unreadableReason(error) }] };
  }
  const found = await new FolderWalk().below(path);
  const isEmpty = found.files.length === 0 && found.unreadable.length === 0;
  return isEmpty ? { files: [], unreadable: [{ path, reason: NO_LOG_FILES }] } : found;
}
