import type { Command } from 'commander';
import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import type { ByDayScope } from '../../app/status/deliveries-by-day';
import { readQueryTime } from '../../core/query/query-time';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { timeRange } from '../query/query-flags';
import { printAnswer } from '../render/print-answer';
import { sayIncomplete } from '../render/say-notes';
import { type StoreFlags, storePlace, withStore } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import type { OutputFlags } from '../terminal/output';
import { spanOf, verdictCheck } from '../verdict/verdict-check';
import { byDayAnswer, missingDays } from './render-status-by-day';

/** The flags that say which days, accounts and regions are counted. */
export interface ByDayFlags extends StoreFlags, OutputFlags {
  readonly since?: string;
  readonly until?: string;
  readonly account?: readonly string[];
  readonly region?: readonly string[];
}

/** How many days to count by default. */
const DEFAULT_SINCE = '30d';

/** Adds the flags of `status --by-day`. */
export function withByDayFlags(command: Command): Command {
  return command
    .option('--by-day', 'count log files and records by day, account and region')
    .option('--since <time>', `with --by-day: ISO 8601 or an age, by delivery (default: ${DEFAULT_SINCE})`)
    .option('--until <time>', 'with --by-day: ISO 8601 or an age, exclusive (default: now)')
    .option('--account <id>', 'with --by-day: only this account; may be repeated', collect)
    .option('--region <region>', 'with --by-day: only this region; may be repeated', collect);
}

/** Prints what was delivered on each day, and says which days lack something. */
export async function statusByDay(flags: ByDayFlags): Promise<void> {
  const now = new Date();
  const scope = byDayScope(flags, now);
  const corrupt = new CorruptRows();
  const { days, check } = await withStore(storePlace(flags, process.env), async (store) => {
    const { deliveriesByDay } = await import('../../app/status/deliveries-by-day.js');
    const deps = { newest: store.ports.reading(corrupt).receipts, receipts: store.ports.receiptFolders };
    const window = { deliveryTime: spanOf(scope), eventTime: { from: null, to: null } };
    return { days: await deliveriesByDay(deps, scope), check: await verdictCheck(store, window, now) };
  });
  await printAnswer(byDayAnswer(days, check), flags);
  const missing = [...missingDays(days, scope), ...corruptRowNotes(corrupt).map(({ text }) => text)];
  for (const text of missing) sayIncomplete(text);
  if (missing.length > 0) process.exitCode = EXIT.incomplete;
}

function byDayScope(flags: ByDayFlags, now: Date): ByDayScope {
  const { since, until } = timeRange({ ...flags, since: flags.since ?? DEFAULT_SINCE }, now);
  if (since === undefined) throw new UsageError(`--since is '${flags.since}': expected the first day to count`);
  const end = until ?? readQueryTime('0s', now);
  return { since, until: end, accounts: flags.account ?? [], regions: flags.region ?? [] };
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
