import { deduplicationId } from './alert';
import { callKey } from './call-key';
import type { AlertMatch } from './event-matcher';
import { groupKey, timeOf } from './match-group';

/** A match with everything that decides whether it is sent. It is made while its record is at hand. */
export interface KeyedMatch {
  readonly match: AlertMatch;
  readonly group: string;
  /** Equal for the same call again. */
  readonly call: string;
  /** Its deduplication id. */
  readonly id: string;
  /** The event's own time, in epoch milliseconds; 0 if it has none. */
  readonly time: number;
}

/** A match with its keys. */
export function keyedMatch(match: AlertMatch): KeyedMatch {
  return {
    match,
    group: groupKey(match),
    call: callKey(match),
    id: deduplicationId(match.rule.id, match.observed.event.ref),
    time: timeOf(match.observed) ?? 0,
  };
}

/** The matches of each group, in the order of time. */
export function matchesByGroup(matches: readonly KeyedMatch[]): ReadonlyMap<string, readonly KeyedMatch[]> {
  const groups = new Map<string, KeyedMatch[]>();
  for (const each of [...matches].sort(byTime)) {
    const group = groups.get(each.group);
    if (group === undefined) groups.set(each.group, [each]);
    else group.push(each);
  }
  return groups;
}

/** Two matches of one time are in the order of their references, so that it does not matter which was read first. */
function byTime(one: KeyedMatch, other: KeyedMatch): number {
  const [a, b] = [one, other].map(({ match }) => match.observed.event.ref);
  return one.time - other.time || compared(a ?? '', b ?? '') || compared(one.id, other.id);
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
