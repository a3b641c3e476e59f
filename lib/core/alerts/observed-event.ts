import type { JsonObject } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';

/** An event as alerting sees it: the fields of its row, its record, and when it was indexed. */
export interface ObservedEvent {
  readonly event: StoredEvent;
  /** As `show --record` has it, secrets masked; undefined where it cannot be read. */
  readonly record: JsonObject | undefined;
  /** ISO 8601; absent for history, which is late by its nature. */
  readonly indexedAt?: string;
}

/**
 * How long after an event it may be indexed and still count as on time: CloudTrail delivers within minutes and does not
 * promise it (CloudTrail user guide: "How CloudTrail works"), so an hour is out of the ordinary.
 */
const ON_TIME_MS = 60 * 60 * 1000;

/** How late an event was indexed, in milliseconds; undefined where it was on time, or the times are not known. */
export function latenessOf({ event, indexedAt }: ObservedEvent): number | undefined {
  const delay = Date.parse(indexedAt ?? '') - Date.parse(event.eventTime ?? '');
  return delay > ON_TIME_MS ? delay : undefined;
}
