import type { JsonObject } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';

/** An event as alerting sees it: the fields of its row, its record, and when it was indexed. */
export interface ObservedEvent {
  readonly event: StoredEvent;
  /** As `show --record` prints it, with secrets masked. Undefined if it cannot be read. */
  readonly record: JsonObject | undefined;
  /** ISO 8601. Absent for history, which is always late. */
  readonly indexedAt?: string;
}

/**
 * How long after an event its indexing still counts as on time. CloudTrail usually delivers within minutes but does not
 * promise it (CloudTrail user guide: "How CloudTrail works"), so an hour is unusual.
 */
const ON_TIME_MS = 60 * 60 * 1000;

/** How long after an event its indexing was, in milliseconds. Undefined if the times are unknown. */
export function delayOf({ event, indexedAt }: ObservedEvent): number | undefined {
  const delay = Date.parse(indexedAt ?? '') - Date.parse(event.eventTime ?? '');
  return Number.isNaN(delay) ? undefined : delay;
}

/** How late an event was indexed, in milliseconds. Undefined if it was on time, or if the times are unknown. */
export function latenessOf(observed: ObservedEvent): number | undefined {
  const delay = delayOf(observed);
  return delay !== undefined && delay > ON_TIME_MS ? delay : undefined;
}
