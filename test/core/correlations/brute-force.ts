import type { Entry } from '../../../lib/core/correlations/entry';

/** The kinds of correlations that count over time. */
export const KINDS = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const;
export type Kind = (typeof KINDS)[number];

/** What an alert of a group is due for. */
export interface Condition {
  readonly kind: Kind;
  /** Different ids, values or rules; of an order, its rules. */
  readonly threshold: number;
  readonly timespan: number;
}

/** The buckets that have an alert due: by the definition, window for window, of all events there ever were. */
export function dueBuckets(condition: Condition, entries: readonly Entry[]): ReadonlySet<number> {
  const { timespan } = condition;
  const ends = entries.filter((end) =>
    condition.kind === 'temporal_ordered'
      ? endsAnOrder(condition, entries, end)
      : countOf(condition.kind, within(entries, end.t - timespan, end.t)) >= condition.threshold,
  );
  return new Set(ends.map(({ t }) => Math.floor(t / timespan)));
}

function within(entries: readonly Entry[], from: number, to: number): readonly Entry[] {
  return entries.filter(({ t }) => t >= from && t <= to);
}

function countOf(kind: Kind, entries: readonly Entry[]): number {
  const keyOf = ({ id, key, rule }: Entry) =>
    ({ event_count: id, value_count: key, temporal: rule })[kind as 'temporal'];
  return new Set(entries.map(keyOf)).size;
}

/** Whether different events of the rules before it lie before an event of the last rule, in their order. */
function endsAnOrder({ threshold, timespan }: Condition, entries: readonly Entry[], end: Entry): boolean {
  if (end.rule !== threshold - 1) return false;
  const precedes = (rule: number, t: number, used: ReadonlySet<string>): boolean =>
    rule < 0 ||
    entries.some(
      (each) =>
        each.rule === rule &&
        each.t <= t &&
        each.t >= end.t - timespan &&
        !used.has(each.id) &&
        precedes(rule - 1, each.t, new Set([...used, each.id])),
    );
  return precedes(threshold - 2, end.t, new Set([end.id]));
}
