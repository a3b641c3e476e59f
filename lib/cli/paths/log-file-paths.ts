import { stat } from 'node:fs/promises';
import { FolderWalk } from './folder-walk';
import { unreadableReason } from './unreadable-reason';

/** A path, and what is to be told of it. */
export interface ToldPath {
  readonly path: string;
  readonly reason: string;
}

/** The files that paths stand for. */
export interface LogFilePaths {
  readonly files: readonly string[];
  /** Paths that cannot be read, and folders that were given and hold nothing to read. */
  readonly unreadable: readonly ToldPath[];
  /** Folders in which something was passed over: how much, of what kind. */
  readonly passedOver: readonly ToldPath[];
}

const ENDINGS = '.json, .jsonl, .ndjson, each also with .gz, or .log.gz';
const NO_LOG_FILES = `no log files (${ENDINGS}) under this folder`;

/**
 * The log files that paths stand for: files as they are, whatever they are called, and of folders all below that are
 * called like log files, sorted. What cannot be read is named, and so is a folder without log files: neither may pass
 * for a folder in which nothing happened. What is passed over is told.
 */
export async function logFilePaths(paths: readonly string[]): Promise<LogFilePaths> {
  const found = await Promise.all(paths.map(pathsOf));
  return {
    files: found.flatMap(({ files }) => files),
    unreadable: found.flatMap(({ unreadable }) => unreadable),
    passedOver: found.flatMap(({ passedOver }) => passedOver),
  };
}

async function pathsOf(path: string): Promise<LogFilePaths> {
  try {
    if (!(await stat(path)).isDirectory()) return { files: [path], unreadable: [], passedOver: [] };
  } catch (error) {
    return { files: [], unreadable: [{ path, reason: unreadableReason(error) }], passedOver: [] };
  }
  const { files, unreadable, passedOver } = await new FolderWalk().below(path);
  const isEmpty = files.length === 0 && unreadable.length === 0;
  return {
    files,
    unreadable: isEmpty ? [{ path, reason: NO_LOG_FILES }] : unreadable,
    passedOver: passedOver.size > 0 ? [{ path, reason: passedOverReason(passedOver) }] : [],
  };
}

function passedOverReason(passedOver: ReadonlyMap<string, number>): string {
  const total = [...passedOver.values()].reduce((sum, count) => sum + count, 0);
  const kinds = [...passedOver].sort().map(([kind, count]) => `${count} ${kind}`);
  return `${total} passed over (${kinds.join(', ')}): log files end in ${ENDINGS}`;
}
