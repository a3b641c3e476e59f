import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalStoreFailedError } from '../adapters/sqlite/local-store-failed-error';
import { SqliteConnection } from '../adapters/sqlite/sqlite-connection';
import { textAt, valueAt } from '../core/record/json';
import { safeText } from '../core/text/safe-text';
import { makePrivateDatabase, readSmallFile, writeSmallFile } from './local-store-files';
import { holderFile, isLocalStore, lockFile, makePrivateFolder } from './local-store-folder';

/** How long a second process waits for the first to end. */
const WAIT_MS = 10_000;

/** How long it waits without a word: most writers are done by then. */
const SILENT_MS = 1_000;

/** How often it tries. */
const POLL_MS = 100;

/** How the system says that nothing more can be written: the database will say so, and better. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** How much of the name of a command is shown. */
const SHOWN_CHARACTERS = 100;

/** Another process writes to the local store, and did not end. */
export class LocalStoreHeldError extends Error {
  constructor(
    readonly folder: string,
    readonly holder: string,
    readonly waitMs: number,
  ) {
    super(
      `the local store ${folder} is in use by ${holder}: it admits one writer at a time, and was in use for ${waitMs / 1000} s; wait for that process or end it`,
    );
    this.name = 'LocalStoreHeldError';
  }
}

/** The folder of a local store, or a file in it, cannot be made or written. */
export class LocalStoreNotMadeError extends Error {
  constructor(
    readonly folder: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const [failed, expected] = isLocalStore(folder)
      ? ['write to', 'files of your own that you may write, in a folder of your own']
      : ['make', 'a place that you may write to'];
    super(`cannot ${failed} the local store ${folder}: ${reason}; expected ${expected}: see --local`, { cause });
    this.name = 'LocalStoreNotMadeError';
  }
}

/** A held lock. */
export interface LocalStoreLock {
  release(): void;
}

/** How to wait for another process. */
export interface WaitOptions {
  readonly waitMs?: number;
  /** How long nothing is said. */
  readonly silentMs?: number;
  /** Called again and again with who is waited for, for how long already, and for how long at most. */
  readonly onWait?: (holder: string, waitedMs: number, waitMs: number) => void;
}

/**
 * Takes the lock of those who write to a local store. It is SQLite's lock of a file, which the system releases when a
 * process ends, however it ends. The holder writes down who it is, for a process that waits.
 */
export async function lockLocalStore(
  folder: string,
  { waitMs = WAIT_MS, silentMs = SILENT_MS, onWait = () => undefined }: WaitOptions = {},
): Promise<LocalStoreLock> {
  const lock = lockIn(folder);
  const started = Date.now();
  while (!isTaken(lock)) {
    const waitedMs = Date.now() - started;
    if (waitedMs >= silentMs) onWait(holderOf(folder), waitedMs, waitMs);
    if (waitedMs >= waitMs) throw new LocalStoreHeldError(folder, holderOf(folder), waitMs);
    await sleep(POLL_MS);
  }
  const release = () => {
    lock.script('ROLLBACK');
    lock.close();
  };
  try {
    writeHolder(folder);
  } catch (error) {
    release();
    throw new LocalStoreNotMadeError(folder, error);
  }
  return { release };
}

function lockIn(folder: string): SqliteConnection {
  try {
    if (!isLocalStore(folder)) makePrivateFolder(folder);
    makePrivateDatabase(lockFile(folder));
  } catch (error) {
    throw new LocalStoreNotMadeError(folder, error);
  }
  return new SqliteConnection(lockFile(folder), { access: 'lock' });
}

function isTaken(lock: SqliteConnection): boolean {
  try {
    // The file has no pages, for the first of which SQLite would make a journal: a killed process would leave it behind.
    lock.script('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof LocalStoreFailedError && error.failure === 'busy') return false;
    throw error;
  }
}

function writeHolder(folder: string): void {
  try {
    writeSmallFile(holderFile(folder), JSON.stringify(thisProcess()));
  } catch (error) {
    if (!FULL.has(String((error as NodeJS.ErrnoException).code))) throw error;
  }
}

/** Who holds the lock, as that process wrote it down. What stands there may be of anybody who can write to the folder. */
function holderOf(folder: string): string {
  try {
    return shownHolder(JSON.parse(readSmallFile(holderFile(folder)) ?? ''));
  } catch {
    return 'another process';
  }
}

/** A process by its number, which is another's on another host: a folder may be on a disk that hosts or containers share. */
function shownHolder(holder: unknown): string {
  const [command = '', since = '', host = ''] = ['command', 'since', 'host'].map((name) =>
    safeText(textAt(holder, name)?.slice(0, SHOWN_CHARACTERS) ?? ''),
  );
  const pid = valueAt(holder, 'pid');
  const number = typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 ? `process ${pid}` : 'a process';
  const place = host === '' || host === safeText(hostname()) ? '' : ` on ${host}`;
  const told = [command, since && `since ${since}`].filter(Boolean).join(', ');
  return `${number}${place}${told && ` (${told})`}`;
}

function thisProcess() {
  return { pid: process.pid, host: hostname(), command: commandName(), since: new Date().toISOString() };
}

/** The program and its command, without arguments, because arguments may name people and machines. */
function commandName(): string {
  const [, program, command] = process.argv;
  return [program?.split(/[\\/]/).at(-1), command?.startsWith('-') ? undefined : command].filter(Boolean).join(' ');
}
