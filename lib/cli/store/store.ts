import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store';
import type { ReadableStore } from '../../app/ports/readable-store';
import type { StackOutputs } from '../../contract/stack-outputs';
import { shellWord } from '../../core/text/shell-word';
import type { LocalStore, WritingOptions } from '../../local/local-store';
import { databaseFile, isFormerStore } from '../../local/local-store-folder';
import type { WaitOptions } from '../../local/local-store-lock';
import { expectShortRun } from '../../local/short-run';
import { UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { showProgress } from '../terminal/progress-line';
import { watchedStore } from './watched-store';

/** The default folder of the local store. */
export const DEFAULT_LOCAL_FOLDER = '.ssm-audit';

/** The flags that say where to look. */
export interface StoreFlags {
  /** A folder, or true for the default one. */
  readonly local?: string | true;
  readonly stack?: string;
  /** Where the stack is deployed. `--region` always filters events. */
  readonly stackRegion?: string;
  readonly profile?: string;
}

/** Where a command looks: a folder on disk, or a deployed stack. */
export type StorePlace =
  | { readonly kind: 'local'; readonly folder: string }
  | { readonly kind: 'stack'; readonly stack: string; readonly region?: string; readonly profile?: string };

/** How a store is opened. */
export interface OpenOptions {
  /** What becomes of a local store that is not there; `in memory` is as empty, and leaves nothing. @default 'refused' */
  readonly missing?: 'refused' | 'made' | 'in memory';
  /** Whether the command writes to a local store, as one at a time may. A store that is made is written to. @default false */
  readonly writes?: boolean;
  /** Whether questions show on a terminal how far they have read. @default true */
  readonly isWatched?: boolean;
}

interface OpenedStore {
  readonly place: StorePlace;
  readonly ports: ReadableStore;
  close(): Promise<void>;
}

/** An opened store: of a deployed stack, or a local one, which commands write to themselves. */
export type Store =
  | (OpenedStore & { readonly outputs: StackOutputs; readonly local?: undefined })
  | (OpenedStore & { readonly outputs?: undefined; readonly local: SqliteStore });

/** Adds the flags that say where to look. Each may be given once: of two stores, only one would answer. */
export function withStoreFlags(command: Command): Command {
  command
    .option('--local [dir]', `a store on this machine, in a folder (default: ${DEFAULT_LOCAL_FOLDER})`)
    .option('--stack <name>', 'a deployed stack, by its CloudFormation name')
    .option('--stack-region <region>', 'the region of the stack (default: AWS_REGION, then the region of the profile)')
    .option('--profile <profile>', 'the credentials profile, as in the AWS CLI');
  for (const flag of ['local', 'stack', 'stack-region', 'profile']) refuseTwice(command, flag);
  return command;
}

function refuseTwice(command: Command, flag: string): void {
  let isGiven = false;
  command.on(`option:${flag}`, () => {
    if (isGiven) throw new UsageError(`--${flag} is given twice: expected it once, because one store answers`);
    isGiven = true;
  });
}

/** The flags that say where to look, as words of a command that you can paste. */
export function storeWords({ local, stack, stackRegion, profile }: StoreFlags): readonly string[] {
  const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [name, shellWord(value)]);
  return [
    ...(local === true ? ['--local'] : flag('--local', local)),
    ...flag('--stack', stack),
    ...flag('--stack-region', stackRegion),
    ...flag('--profile', profile),
  ];
}

/**
 * Where to look, according to the flags, the environment and the current folder. Throws `UsageError` if nothing says
 * it, unless the command makes the store: that is then the default one.
 */
export function storePlace(
  flags: StoreFlags,
  env: NodeJS.ProcessEnv,
  { missing = 'refused' }: Pick<OpenOptions, 'missing'> = {},
): StorePlace {
  if (flags.local !== undefined && flags.stack !== undefined) {
    throw new UsageError(`--local and --stack are both given: expected only one of them`);
  }
  if (flags.local !== undefined) return local(flags.local === true ? DEFAULT_LOCAL_FOLDER : flags.local);
  const stack = flags.stack ?? env.SSM_AUDIT_STACK;
  if (stack)
    return {
      kind: 'stack',
      stack,
      ...(flags.stackRegion && { region: flags.stackRegion }),
      ...(flags.profile && { profile: flags.profile }),
    };
  if (env.SSM_AUDIT_LOCAL) return unnamed(local(env.SSM_AUDIT_LOCAL), ', as SSM_AUDIT_LOCAL says');
  if (existsSync(DEFAULT_LOCAL_FOLDER)) return unnamed(local(DEFAULT_LOCAL_FOLDER), '');
  if (missing === 'made') return made(local(DEFAULT_LOCAL_FOLDER));
  throw new UsageError(
    `no store: neither --local nor --stack is given, SSM_AUDIT_STACK and SSM_AUDIT_LOCAL are not set, and there is no folder ${DEFAULT_LOCAL_FOLDER} here; expected --local DIR for a store on this machine or --stack NAME for a deployed one; ${ownCommand('ingest', 'LOGS')} makes a store of log files here`,
  );
}

/**
 * Opens a store. A writer waits for another writer of a local store. Makes a missing store only for a command that fills
 * it. For all other commands, throws `UsageError`, because an answer from a store that was never filled would look like
 * "nothing happened".
 */
export async function openStore(place: StorePlace, options: OpenOptions = {}): Promise<Store> {
  const watched = options.isWatched === false ? (ports: ReadableStore) => ports : watchedStore;
  if (place.kind === 'stack') {
    const { openDeployedStack } = await import('./deployed-stack.js');
    const { ports, ...opened } = await openDeployedStack(place);
    return { place, ports: watched(ports), ...opened };
  }
  const { missing = 'refused', writes = missing === 'made' } = options;
  requireStore(place.folder, missing !== 'refused');
  const { store, close } = await openLocal(place.folder, missing, writes);
  return { place, ports: watched(store), local: store, close: async () => close() };
}

async function openLocal(
  folder: string,
  missing: NonNullable<OpenOptions['missing']>,
  writes: boolean,
): Promise<LocalStore> {
  const { localStoreInMemory, readLocalStore, writeLocalStore } = await import('../../local/local-store.js');
  if (writes) return writeLocalStore(folder, writerRemarks());
  if (missing === 'in memory' && !existsSync(databaseFile(folder))) return localStoreInMemory();
  expectShortRun();
  return readLocalStore(folder);
}

/** Says on stderr what happens while a local store is opened for writing. */
export function writerRemarks(): WritingOptions {
  return { onWait: waiting(), onOpen: (remark) => say(`note: ${remark}`) };
}

/** Says once who is waited for; on a terminal, shows for how long. */
function waiting(): NonNullable<WaitOptions['onWait']> {
  let isSaid = false;
  return (holder, waitedMs, waitMs) => {
    const text = `waiting for ${holder}, which writes to this store`;
    if (!isSaid) say(`ssm-audit: ${text}`);
    isSaid = true;
    showProgress(() => `${seconds(waitedMs)} of at most ${seconds(waitMs)} s`);
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / SECOND_MS);
}

const SECOND_MS = 1_000;

/** Runs work on a store and closes it, however the work ends. */
export async function withStore<Result>(
  place: StorePlace,
  work: (store: Store) => Promise<Result>,
  options: OpenOptions = {},
): Promise<Result> {
  const store = await openStore(place, options);
  try {
    return await work(store);
  } catch (error) {
    if (place.kind === 'local') throw error;
    // Credentials that were good at the start may expire while the work goes on.
    const { explained } = await import('./deployed-stack.js');
    throw explained(error, place);
  } finally {
    await store.close();
  }
}

function requireStore(folder: string, mayBeMissing: boolean): void {
  if (isClosed(folder)) {
    throw new UsageError(
      `the local store ${folder} is closed to you: expected a folder that you may look into; check its permissions, and that it is yours`,
    );
  }
  if (!existsSync(folder)) {
    if (mayBeMissing) return;
    throw new UsageError(
      `there is no local store ${folder}: expected a folder that ${ownCommand('ingest')} has filled; check --local and SSM_AUDIT_LOCAL, or ingest log files first`,
    );
  }
  if (!statSync(folder).isDirectory()) {
    throw new UsageError(
      `the local store ${folder} is not a folder: expected --local DIR with a folder, or an unused name`,
    );
  }
  if (!mayBeMissing && !existsSync(databaseFile(folder)) && isFormerStore(folder)) {
    throw new UsageError(
      `the local store ${folder} is one of an earlier version, which this version does not read: ingest the log files again with ${ownCommand('ingest', 'PATH', '--local', shellWord(folder))}, which fills a new store in the same folder`,
    );
  }
  if (!mayBeMissing && !existsSync(databaseFile(folder))) {
    throw new UsageError(
      `the folder ${folder} is not a local store: expected one that ${ownCommand('ingest')} has filled; check --local and SSM_AUDIT_LOCAL, or ingest log files first`,
    );
  }
}

/** Whether the folder, or one above it, does not let the user in. */
function isClosed(folder: string): boolean {
  try {
    statSync(databaseFile(folder), { throwIfNoEntry: false });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

function local(folder: string): StorePlace & { readonly kind: 'local' } {
  return { kind: 'local', folder: resolve(folder) };
}

/** Says which store is filled, because nobody has named one. */
function made(place: StorePlace & { readonly kind: 'local' }): StorePlace {
  say(`note: no store is named, so the events go to the local store ${place.folder}: --local DIR names another`);
  return place;
}

/** Says which store it is, because nobody has named it. */
function unnamed(place: StorePlace & { readonly kind: 'local' }, why: string): StorePlace {
  say(`note: this is about the local store ${place.folder}${why}: --local and --stack name another`);
  return place;
}
