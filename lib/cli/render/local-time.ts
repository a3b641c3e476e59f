import type { Command } from 'commander';
import { UsageError } from '../terminal/cli-error';
import type { OutputFlags } from '../terminal/output';
import { type Clock, localClock, UTC } from './clock';

/** The flag that says by which clock a table shows times. */
export interface LocalTimeFlag {
  readonly localTime?: true;
}

const FLAG = '--local-time';

/** `--local-time`, which only a table knows: data has the times of CloudTrail. */
export function withLocalTime(command: Command): Command {
  return command
    .option(FLAG, 'in a table: times of the local zone instead of UTC')
    .hook('preAction', (_, asked) => refuseWithoutTable(asked.opts()));
}

/** By which clock a table shows times. */
export function clockOf({ localTime }: LocalTimeFlag): Clock {
  return localTime ? localClock() : UTC;
}

function refuseWithoutTable({ output, localTime }: LocalTimeFlag & Partial<OutputFlags>): void {
  if (localTime && output !== 'table')
    throw new UsageError(`${FLAG} is given with --output ${output}: expected --output table`);
}
