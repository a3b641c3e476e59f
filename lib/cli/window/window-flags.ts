import type { Command } from 'commander';
import { readQueryPeriod } from '../../core/query/query-period';
import { readQueryTime } from '../../core/query/query-time';
import { UsageError } from '../terminal/cli-error';

/** The flags that say from when to when. */
export interface WindowFlags {
  readonly since?: string;
  readonly until?: string;
  readonly during?: string;
}

/** From an event time, which the window includes, to another, which it does not. An end that is undefined is open. */
export interface TimeRange {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** What the flags of a window say in one command. */
export interface WindowHelp {
  /** What stands before the help, such as another flag that they need. */
  readonly only?: string;
  /** Which time is meant, if it is not that of the events. */
  readonly of?: string;
  /** What `--since` is if it is not given. */
  readonly since?: string;
  /** What `--until` is if it is not given. */
  readonly until?: string;
  /** Whether the window must have a beginning, so that `--since all` is refused. */
  readonly isBegun?: true;
}

/** Adds the flags that say from when to when. Every command that has a window has these. */
export function withWindowFlags(command: Command, { only, of, since, until, isBegun }: WindowHelp = {}): Command {
  const before = only === undefined ? '' : `${only}: `;
  const meant = of === undefined ? '' : `, by ${of}`;
  const times = isBegun ? '24h or yesterday' : '24h, yesterday or all';
  const otherwise = (text: string | undefined) => (text === undefined ? '' : ` (default: ${text})`);
  return command
    .option(
      '--since <time>',
      `${before}from this time on${meant}: 2018-03-06, 2018-03-06T20:30 (UTC), ${times}${otherwise(since)}`,
    )
    .option('--until <time>', `${before}up to this time, exclusive${otherwise(until)}`)
    .option('--during <period>', `${before}a whole year, quarter, month or day: 2018, 2018-Q1, 2018-03, yesterday`);
}

/**
 * The window of the flags, in UTC. `--since all` means no lower end. Without any beginning, it is `defaultSince`, where an
 * age is before the end of the window. An empty window and one that has not begun yet are errors, not empty answers.
 */
export function timeRange(flags: WindowFlags, now: Date, defaultSince = 'all'): TimeRange {
  if (flags.during !== undefined) return during(flags, flags.during, now);
  const until = flags.until === undefined ? undefined : readQueryTime(flags.until, now);
  const since = beginning(flags.since ?? defaultSince, flags.since === undefined ? earlier(until, now) : now);
  if (since === undefined) return { since, until };
  if (until !== undefined && since >= until) {
    throw new UsageError(
      `--since ${flags.since} is not before --until ${flags.until}: expected a start before the end`,
    );
  }
  refuseFuture('--since', flags.since, since, now);
  return { since, until };
}

/** The same for what is already there, such as delivered log files: it ends now at the latest. */
export function pastRange(
  flags: WindowFlags,
  now: Date,
  defaultSince?: string,
): TimeRange & { readonly until: string } {
  const { since, until } = timeRange(flags, now, defaultSince);
  const upToNow = readQueryTime('now', now);
  return { since, until: until === undefined || until > upToNow ? upToNow : until };
}

function during({ since, until }: WindowFlags, period: string, now: Date): TimeRange {
  const other = since === undefined ? until : since;
  if (other !== undefined) {
    const name = since === undefined ? '--until' : '--since';
    throw new UsageError(
      `--during ${period} and ${name} ${other} are both given: expected --during for a whole period, or --since and --until`,
    );
  }
  const range = readQueryPeriod(period, now);
  refuseFuture('--during', period, range.since, now);
  return range;
}

function beginning(text: string, now: Date): string | undefined {
  return text === 'all' ? undefined : readQueryTime(text, now);
}

function earlier(until: string | undefined, now: Date): Date {
  return until === undefined || Date.parse(until) > now.getTime() ? now : new Date(until);
}

/** Nothing has happened yet: mostly a slip in the year, or a local time, which UTC has not reached. */
function refuseFuture(flag: string, written: string | undefined, since: string, now: Date): void {
  const upToNow = readQueryTime('now', now);
  if (written === undefined || since <= upToNow) return;
  throw new UsageError(
    `${flag} ${written} is in the future: expected a time before now, which is ${upToNow} (times without an offset are UTC)`,
  );
}
