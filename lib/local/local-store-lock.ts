import { constants } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalStoreFailedError } from '../adapters/sqlite/local-store-failed-error';
import { SqliteConnection } from '../adapters/sqlite/sqlite-connection';
import {
  holderFile,
  isLocalStore,
  lockFile,
  makePrivateDatabase,
  makePrivateFolder,
  NO_FOLLOW,
} from './local-store-folder';

/** How long a second process waits for the first to end. */
const WAIT_MS = 10_000;

/** How long it waits without a word: most writers are done by then. */
const SILENT_MS = 1_000;

/** How often it tries. */
const POLL_MS = 100;

/** How to write down the holder: do not follow a link in place of the file, and let only the user read it. */
const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
const HOLDER_OPTIONS = { flag: O_WRONLY | O_CREAT | O_TRUNC | NO_FOLLOW, mode: 0o600 };

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

/** The folder of a new local store, or a file in it, cannot be made. */
export class LocalStoreNotMadeError extends Error {
  constructor(
    readonly folder: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`cannot make the local store ${folder}: ${reason}; expected a place that you may write to: see --local`, {
      cause,
    });
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
  const lock = await lockIn(folder);
  const started = Date.now();
  while (!isTaken(lock)) {
    const waitedMs = Date.now() - started;
    if (waitedMs >= silentMs) onWait(await holderOf(folder), waitedMs, waitMs);
    if (waitedMs >= waitMs) throw new LocalStoreHeldError(folder, await holderOf(folder), waitMs);
    await sleep(POLL_MS);
  }
  const release = () => {
    lock.script('ROLLBACK');
    lock.close();
  };
  try {
    await writeFile(holderFile(folder), JSON.stringify(thisProcess()), HOLDER_OPTIONS);
  } catch (error) {
    release();
    throw error;
  }
  return { release };
}

async function lockIn(folder: string): Promise<SqliteConnection> {
  try {
    if (!isLocalStore(folder)) await makePrivateFolder(folder);
    await makePrivateDatabase(lockFile(folder));
  } catch (error) {
    throw new LocalStoreNotMadeError(folder, error);
  }
  return new SqliteConnection(lockFile(folder), { access: 'lock' });
}

function isTaken(lock: SqliteConnection): boolean {
  try {
    lock.script('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof LocalStoreFailedError && error.failure === 'busy') return false;
    throw error;
  }
}

async function holderOf(folder: string): Promise<string> {
  try {
    const { pid, command, since } = JSON.parse(await readFile(holderFile(folder), 'utf8'));
    return `process ${pid} (${command}, since ${since})`;
  } catch {
    return 'another process';
  }
}

function thisProcess() {
  return { pid: process.pid, command: commandName(), since: new Date().toISOString() };
}

/** The program and its command, without arguments, because arguments may name people and machines. */
function commandName(): string {
  const [, program, command] = process.argv;
  return [program?.split(/[\\/]/).at(-1), command?.startsWith('-') ? undefined : command].filter(Boolean).join(' ');
}
