import { CONDITIONS, LISTS, RECORD_CONDITIONS, SWITCHES } from '../../core/query/conditions';
import type { Asked, EventQuery } from '../../core/query/event-query';
import { readExclusions } from '../../core/query/exclusions';
import { narrowingConditions } from '../../core/query/query-filter';
import { UsageError } from '../terminal/cli-error';
import { timeRange, type WindowFlags } from '../window/window-flags';
import { type FlagValues, flagKey } from './flag-values';

/** The flags of `query` for the question: those of the conditions, and the window and form of the answer. */
export type QueryFlags = FlagValues &
  WindowFlags & {
    readonly not?: readonly string[];
    readonly limit: number;
    readonly oldestFirst?: true;
    readonly record?: true;
  };

/**
 * The question of the flags; without a beginning, from `defaultSince` on (`timeRange`). Throws `UsageError` and similar
 * errors for what makes no sense.
 */
export function queryOf(flags: QueryFlags, now: Date, defaultSince?: string): EventQuery {
  const query = {
    ...conditionsOf(flags),
    not: readExclusions(flags.not ?? []),
    ...timeRange(flags, now, defaultSince),
    limit: flags.limit === 0 ? Number.POSITIVE_INFINITY : flags.limit,
    oldestFirst: flags.oldestFirst === true,
    record: flags.record === true,
  };
  refuseMistakes(query);
  return query;
}

/** `--no-…` is given if its flag is false. */
function conditionsOf(flags: FlagValues): Asked {
  return {
    ...each(LISTS, (name) => flags[flagKey(CONDITIONS[name].flag)] ?? []),
    ...each(SWITCHES, (name) => flags[flagKey(CONDITIONS[name].flag)] === !CONDITIONS[name].flag.startsWith('--no-')),
    ...each(RECORD_CONDITIONS, (name) =>
      (flags[flagKey(CONDITIONS[name].flag)] ?? []).map((value) => CONDITIONS[name].parse(value)),
    ),
  };
}

function each<Name extends string, Value>(names: readonly Name[], read: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as { readonly [name in Name]: Value };
}

function refuseMistakes(query: EventQuery): void {
  const mistakes = LISTS.flatMap((name) =>
    [...query[name], ...(query.not[name] ?? [])].flatMap((value) => CONDITIONS[name].mistake?.(value) ?? []),
  );
  if (mistakes[0] !== undefined) throw new UsageError(mistakes[0]);
  if (query.changed && query.resources.length === 0) {
    throw new UsageError(
      '--changed is given without --resource: expected --resource with the resource whose changes you want',
    );
  }
  const isExcluding = Object.keys(query.not).some((name) => !isOnRecord(name));
  if (query.quarantined && isExcluding) {
    throw new UsageError(
      '--quarantined is given with --not on event fields: a record that could not be indexed has none; expected --not where=PATH=VALUE or --not contains=TEXT at most',
    );
  }
  if (query.quarantined && narrowingConditions(query).some((name) => name !== 'quarantined' && !isOnRecord(name))) {
    throw new UsageError(
      '--quarantined is given with a flag on event fields: a record that could not be indexed has none; expected --where, --contains and a window at most',
    );
  }
}

function isOnRecord(name: string): boolean {
  return RECORD_CONDITIONS.some((each) => each === name);
}
