import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Tables } from '../../adapters/dynamodb/dynamodb-tables';
import type { StackOutputs } from '../../contract/stack-outputs';
import { shellWord } from '../../core/text/shell-word';
import { databaseFolder } from '../../local/local-store-folder';
import { UsageError } from '../terminal/cli-error';
import { ownCommand } from '../terminal/own-command';

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
}

/** An opened store. */
export interface Store {
  readonly place: StorePlace;
  readonly tables: Tables;
  /** Of a deployed stack. */
  readonly outputs?: StackOutputs;
  close(): Promise<void>;
}

/** Adds the flags that say where to look. */
export function withStoreFlags(command: Command): Command {
  return command
    .option('--local [dir]', `a store on this machine, in a folder (default: ${DEFAULT_LOCAL_FOLDER})`)
    .option('--stack <name>', 'a deployed stack, by its CloudFormation name')
    .option('--stack-region <region>', 'the region of the stack (default: AWS_REGION, then the region of the profile)')
    .option('--profile <profile>', 'the credentials profile, as in the AWS CLI');
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
 * it.
 */
export function storePlace(flags: StoreFlags, env: NodeJS.ProcessEnv): StorePlace {
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
  if (env.SSM_AUDIT_LOCAL) return local(env.SSM_AUDIT_LOCAL);
  if (existsSync(DEFAULT_LOCAL_FOLDER)) return local(DEFAULT_LOCAL_FOLDER);
  throw new UsageError(
    `no store: neither --local nor --stack is given, SSM_AUDIT_STACK and SSM_AUDIT_LOCAL are not set, and there is no folder ${DEFAULT_LOCAL_FOLDER} here; expected --local DIR for a store on this machine or --stack NAME for a deployed one`,
  );
}

/**
 * Opens a store. Waits for a local store that another process uses. Makes a missing store only for a command that fills
 * it. For all other commands, throws `UsageError`, because an answer from a store that was never filled would look like
 * "nothing happened".
 */
export async function openStore(place: StorePlace, options: OpenOptions = {}): Promise<Store> {
  if (place.kind === 'stack') {
    const { openDeployedStack } = await import('./deployed-stack.js');
    return { place, ...(await openDeployedStack(place)) };
  }
  const { missing = 'refused' } = options;
  requireStore(place.folder, missing !== 'refused');
  const { startEmbeddedDynamoDb } = await import('../../local/embedded-dynamodb.js');
  const isInMemory = missing === 'in memory' && !existsSync(databaseFolder(place.folder));
  const tables = await startEmbeddedDynamoDb(isInMemory ? undefined : place.folder);
  return { place, tables, close: () => tables.close() };
}

/** Runs work on a store and closes it, however the work ends. */
export async function withStore<Result>(
  place: StorePlace,
  work: (store: Store) => Promise<Result>,
  options: OpenOptions = {},
): Promise<Result> {
  const store = await openStore(place, options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function requireStore(folder: string, mayBeMissing: boolean): void {
  if (!existsSync(folder)) {
    if (mayBeMissing) return;
    throw new UsageError(
      `there is no local store ${folder}: expected a folder that ${ownCommand('ingest')} has filled; check --local, or ingest log files first`,
    );
  }
  if (!statSync(folder).isDirectory()) {
    throw new UsageError(
      `the local store ${folder} is not a folder: expected --local DIR with a folder, or an unused name`,
    );
  }
  if (!mayBeMissing && !existsSync(databaseFolder(folder))) {
    throw new UsageError(
      `the folder ${folder} is not a local store: expected one that ${ownCommand('ingest')} has filled; check --local and SSM_AUDIT_LOCAL, or ingest log files first`,
    );
  }
}

function local(folder: string): StorePlace {
  return { kind: 'local', folder: resolve(folder) };
}
