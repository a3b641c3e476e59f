import { readQueryTime } from '../../core/query/query-time';
import { UsageError } from '../terminal/cli-error';
import { type TimeRange, timeRange, type WindowFlags } from '../window/window-flags';

/** Whole days in UTC, the second exclusive; what of a period is not over yet is left out. */
export interface DayRange extends TimeRange {
  readonly until: string;
  /** The day that is left out because it is not over. */
  readonly leftOut?: string;
}

/** The window of an export in lines: any. Throws `UsageError` without a beginning. */
export function lineRange(flags: WindowFlags, now: Date): TimeRange {
  requireBeginning(flags);
  return timeRange(flags, now);
}

/**
 * The window of an export by days. A time within a day is refused, because the file of a day would lose the rest of it. Today,
 * which is not over, is left out.
 */
export function dayRange(flags: WindowFlags, now: Date): DayRange {
  requireBeginning(flags);
  const { since, until } = timeRange(flags, now);
  refuseCut('--since', flags.since, since);
  refuseCut('--until', flags.until, until);
  const today = readQueryTime('today', now);
  if (since !== undefined && since >= today) throw notOver(flags, today);
  if (until !== undefined && until <= today) return { since, until };
  return { since, until: today, ...(until !== undefined && { leftOut: dayOf(today) }) };
}

function requireBeginning({ since, during }: WindowFlags): void {
  if (since !== undefined || during !== undefined) return;
  throw new UsageError('--since is missing: expected a time, --since all for everything, or --during with a period');
}

function refuseCut(flag: string, written: string | undefined, time: string | undefined): void {
  if (time === undefined || time.endsWith('T00:00:00Z')) return;
  throw new UsageError(
    `${flag} ${written} is ${time}, within a day: Parquet takes whole UTC days, so that an export of a part would replace a day by less; expected the beginning of a day, such as ${dayOf(time)}, or --format ndjson or csv`,
  );
}

function notOver({ since, during }: WindowFlags, today: string): UsageError {
  const given = since === undefined ? `--during ${during}` : `--since ${since}`;
  return new UsageError(
    `${given} has no day that is over: today, ${dayOf(today)} in UTC, is not; expected an earlier day, or --format ndjson or csv`,
  );
}

function dayOf(time: string): string {
  return time.slice(0, 'YYYY-MM-DD'.length);
}
