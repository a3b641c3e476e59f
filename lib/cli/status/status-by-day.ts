import type { Command } from 'commander';
import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import type { ByDayScope } from '../../app/status/deliveries-by-day';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { printAnswer } from '../render/print-answer';
import { sayIncomplete } from '../render/say-notes';
import { type Store, type StoreFlags, storePlace, withStore } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import type { OutputFlags } from '../terminal/output';
import { spanOf, verdictCheck } from '../verdict/verdict-check';
import { pastRange, type WindowFlags, withWindowFlags } from '../window/window-flags';
import { byDayAnswer, missingDays } from './render-status-by-day';

/** The flags that say which days, accounts and regions are counted. */
export interface ByDayFlags extends StoreFlags, OutputFlags, WindowFlags {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
}

/** How many days to count by default. */
const DEFAULT_SINCE = '30d';

/** Adds the flags of `status --by-day`. */
export function withByDayFlags(command: Command): Command {
  const counting = command.option('--by-day', 'count log files and records by day, account and region');
  const since = `${DEFAULT_SINCE} before the end`;
  return withWindowFlags(counting, { only: 'with --by-day', of: 'delivery', since, until: 'now', isBegun: true })
    .option('--account <id>', 'with --by-day: only this account; may be repeated', collect)
    .option('--region <region>', 'with --by-day: only this region; may be repeated', collect);
}

/** Prints what was delivered on each day, and says which days lack something. */
export async function statusByDay(flags: ByDayFlags): Promise<void> {
  const now = new Date();
  const scope = byDayScope(flags, now);
  const { days, check, corrupt } = await withStore(storePlace(flags, process.env), (store) =>
    readDays(store, scope, now),
  );
  await printAnswer(byDayAnswer(days, check), flags);
  const missing = [...missingDays(days, scope), ...corruptRowNotes(corrupt).map(({ text }) => text)];
  for (const text of missing) sayIncomplete(text);
  if (missing.length > 0) process.exitCode = EXIT.incomplete;
}

/** What was delivered on each day, what that says of itself, and which rows it was made without. */
export async function readDays(store: Store, scope: ByDayScope, now: Date) {
  const { deliveriesByDay } = await import('../../app/status/deliveries-by-day.js');
  const corrupt = new CorruptRows();
  const deps = { newest: store.ports.reading(corrupt).receipts, receipts: store.ports.receiptFolders };
  const window = { deliveryTime: spanOf(scope), eventTime: { from: null, to: null } };
  return { days: await deliveriesByDay(deps, scope), check: await verdictCheck(store, window, now), corrupt };
}

/** The days, accounts and regions that flags name. Throws `UsageError` if they name no first day. */
export function byDayScope(flags: Omit<ByDayFlags, 'output'>, now: Date): ByDayScope {
  const { since, until } = pastRange(flags, now, DEFAULT_SINCE);
  if (since === undefined)
    throw new UsageError(`--since is '${flags.since}': expected the first day to count, such as 2026-01-01 or 90d`);
  return { since, until, accounts: flags.account ?? [], regions: flags.region ?? [] };
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
