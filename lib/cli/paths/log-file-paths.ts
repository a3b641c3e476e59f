import { stat } from 'node:fs/promises';
import { FolderWalk } from './folder-walk';
import { unreadableReason } from './unreadable-reason';

/** A path, and what to say about it. */
export interface ToldPath {
  readonly path: string;
  readonly reason: string;
}

/** The files that paths stand for. */
export interface LogFilePaths {
  readonly files: readonly string[];
  /** Paths that cannot be read, and given folders without anything to read. */
  readonly unreadable: readonly ToldPath[];
  /** Folders in which files were skipped: how many, and of which kind. */
  readonly passedOver: readonly ToldPath[];
}

const ENDINGS = '.json, .jsonl, .ndjson, each also with .gz, or .log.gz';
const NO_FILE = 'a pipe or the like: expected a log file, or a folder with log files';
const STDIN = '-';
const NO_STDIN =
  'standard input: expected a file or a folder, because a finding names the file that it comes from; ssm-audit extract - reads standard input (a file of this name is ./-)';
const NO_LOG_FILES = `no log files (${ENDINGS}) under this folder`;

/**
 * The log files behind paths: each given file, whatever its name, and in folders all files at any depth that are named
 * like log files, sorted. Names what cannot be read, and folders without log files, because neither may look like a
 * folder in which nothing happened. Says what is skipped. A given pipe is a file, unless `pipes` is false.
 */
export async function logFilePaths(paths: readonly string[], { pipes = true } = {}): Promise<LogFilePaths> {
  const found = await Promise.all(paths.map((path) => pathsOf(path, pipes)));
  return {
    files: found.flatMap(({ files }) => files),
    unreadable: found.flatMap(({ unreadable }) => unreadable),
    passedOver: found.flatMap(({ passedOver }) => passedOver),
  };
}

/** What is said of files that CloudTrail keeps beside its log files. */
export function skippedText(count: number): string {
  return `${count} files skipped: digests and similar files have no records`;
}

async function pathsOf(path: string, pipes: boolean): Promise<LogFilePaths> {
  if (path === STDIN) return { files: [], unreadable: [{ path, reason: NO_STDIN }], passedOver: [] };
  try {
    const found = await stat(path);
    const isTaken = found.isFile() || found.isDirectory() || (pipes && !found.isSocket());
    if (!isTaken) return { files: [], unreadable: [{ path, reason: NO_FILE }], passedOver: [] };
    if (!found.isDirectory()) return { files: [path], unreadable: [], passedOver: [] };
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
