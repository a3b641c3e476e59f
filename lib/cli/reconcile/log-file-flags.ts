import { statSync } from 'node:fs';
import type { Command } from 'commander';
import type { ListingScope } from '../../app/ports/log-file-listing';
import type { Instructions } from '../../core/delivery/instructions';
import { type NeighboursFlag, neighboursOption } from '../paths/neighbours-flag';
import type { Store, StoreFlags, StorePlace } from '../store/store';
import { withStoreFlags } from '../store/store';
import { UsageError } from '../terminal/cli-error';
import { type OutputFlags, withOutputFlags } from '../terminal/output';
import { pastRange, type WindowFlags, withWindowFlags } from '../window/window-flags';
import type { LogFilesOfStore } from './deployed-log-files';

/** The flags that say which log files to take, and where they are. */
export interface LogFileFlags extends StoreFlags, OutputFlags, WindowFlags, NeighboursFlag {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly logs?: string;
}

/** Adds the flags that say which log files are meant. `defaultSince` says what `--since` is if it is not given. */
export function withLogFileFlags(command: Command, defaultSince: string): Command {
  const window = { of: 'the time of delivery in the name of the file', since: defaultSince, until: 'now' };
  return withWindowFlags(withOutputFlags(withStoreFlags(command)), window)
    .option('--logs <dir>', 'with --local: the folder with log files, such as a copy of the bucket')
    .addOption(neighboursOption('with --local: '))
    .option('--account <id>', 'only log files of an account', collect)
    .option('--region <region>', 'only log files of a region', collect);
}

/** The log files of the flags. `defaultSince` is the default of `--since`. */
export function scopeOf(flags: LogFileFlags, defaultSince: string, now: Date): ListingScope {
  return { ...pastRange(flags, now, defaultSince), accounts: flags.account ?? [], regions: flags.region ?? [] };
}

/**
 * Throws `UsageError` if the flags do not say where the log files of the store are, name something that is not a folder, or
 * are given for a stack, which knows what they say.
 */
export function requireLogs(place: StorePlace, { logs, neighbours }: Pick<LogFileFlags, 'logs' | 'neighbours'>): void {
  if (place.kind === 'stack') {
    if (logs !== undefined)
      throw new UsageError(`--logs is given with the stack '${place.stack}', which knows its bucket: leave out --logs`);
    if (neighbours !== undefined)
      throw new UsageError(
        `--neighbours is given with the stack '${place.stack}', whose setting ssm-audit:neighbours says which are read: leave out --neighbours`,
      );
    return;
  }
  if (logs === undefined) {
    throw new UsageError(
      'a local store does not know where its log files are: expected --logs DIR, a folder with log files or a copy of the bucket',
    );
  }
  if (!statSync(logs, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(
      `--logs '${logs}' is not a folder: expected a folder with log files, such as a copy of the bucket`,
    );
  }
}

/** The log files of an opened store. Whoever asks closes them. */
export async function logFilesOf(
  { place, ports, outputs, local }: Store,
  { logs, neighbours }: Pick<LogFileFlags, 'logs' | 'neighbours'>,
  origin: Instructions['origin'],
): Promise<LogFilesOfStore> {
  if (!local) {
    const { deployedLogFiles } = await import('./deployed-log-files.js');
    return deployedLogFiles(ports.receiptFolders, outputs, place.kind === 'stack' ? place : {}, origin);
  }
  const { localLogFiles } = await import('./local-log-files.js');
  return localLogFiles(local, logs ?? '', origin, new Set(neighbours));
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
