import { parseRef } from '../rows/event-ref';
import type { StoredEvent } from '../rows/stored-event';

/** Time, then ID, then name: the order of stories, and of the sort keys of all tables. */
export function byTimeAndId(one: StoredEvent, other: StoredEvent): number {
  const [a, b] = [orderKey(one), orderKey(other)];
  return a < b ? -1 : Number(a > b);
}

/** A text by which events sort. Equal for the same event, however it was found. */
export function orderKey({ ref }: StoredEvent): string {
  const { eventName, eventTimeId } = parseRef(ref);
  return `${eventTimeId}#${eventName}`;
}
