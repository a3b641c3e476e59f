import { entryId } from '../../correlations/entry-id';
import { bucketOf } from '../../correlations/shape';
import { delayOf, type ObservedEvent } from '../observed-event';
import type { CorrelationMatch } from './correlation-match';

/**
 * How late the events of a due window were indexed, in milliseconds: the longest delay of those at hand that came after
 * their timespan of the clock had ended. Undefined if none did.
 */
export function lateMsOf({ due }: CorrelationMatch, events: readonly ObservedEvent[]): number | undefined {
  const { window, correlation } = due;
  const times = new Map(window.entries.map(({ id, t }) => [id, t] as const));
  const delays = events.flatMap((observed) => {
    const t = times.get(entryId(observed.event.eventID ?? observed.event.ref));
    const end = t === undefined ? Number.NaN : (bucketOf(t, correlation.timespan) + 1) * correlation.timespan * 1000;
    return Date.parse(observed.indexedAt ?? '') >= end ? (delayOf(observed) ?? []) : [];
  });
  return delays.length === 0 ? undefined : Math.max(...delays);
}
