import { constants } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { ClassicLevel } from 'classic-level';
import { holderFile, isLocalStore, lockFolder, makePrivateFolder } from './local-store-folder';

/** How long a second process waits for the first to end. */
const WAIT_MS = 10_000;

/** How often it tries. */
const POLL_MS = 100;

/** How to write down the holder: do not follow a link in place of the file, and let only the user read it. */
const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;
const HOLDER_OPTIONS = { flag: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600 };

/** Another process holds the local store, and did not let it go. */
export class LocalStoreHeldError extends Error {
  constructor(
    readonly folder: string,
    readonly holder: string,
    readonly waitMs: number,
  ) {
    super(
      `the local store ${folder} is in use by ${holder}: it admits one process at a time, and was in use for ${waitMs / 1000} s; wait for that process or end it`,
    );
    this.name = 'LocalStoreHeldError';
  }
}

/** The folder of a new local store cannot be made. */
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
  release(): Promise<void>;
}

/**
 * Takes the lock of a local store's folder. This is LevelDB's own file lock, which the system releases when a process
 * ends, however it ends. The holder writes down who it is, for a process that waits in vain.
 */
export async function lockLocalStore(folder: string, waitMs = WAIT_MS): Promise<LocalStoreLock> {
  await makeFolder(folder);
  const lock = new ClassicLevel(lockFolder(folder));
  const end = Date.now() + waitMs;
  while (!(await isTaken(lock))) {
    if (Date.now() >= end) throw new LocalStoreHeldError(folder, await holderOf(folder), waitMs);
    await sleep(POLL_MS);
  }
  try {
    await writeFile(holderFile(folder), JSON.stringify(thisProcess()), HOLDER_OPTIONS);
  } catch (error) {
    await lock.close();
    throw error;
  }
  return { release: () => lock.close() };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    if (!isLocalStore(folder)) await makePrivateFolder(folder);
    await makePrivateFolder(lockFolder(folder));
  } catch (error) {
    throw new LocalStoreNotMadeError(folder, error);
  }
}

async function isTaken(lock: ClassicLevel): Promise<boolean> {
  try {
    await lock.open();
    return true;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (types.isNativeError(cause) && 'code' in cause && cause.code === 'LEVEL_LOCKED') return false;
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
  return [program?.split('/').at(-1), command?.startsWith('-') ? undefined : command].filter(Boolean).join(' ');
}
