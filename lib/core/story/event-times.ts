import type { StoredEvent } from '../rows/stored-event';

/** The time of an event in milliseconds since 1970; 0 where it has none. */
export function timeOf({ eventTime }: Pick<StoredEvent, 'eventTime'>): number {
  return eventTime === undefined ? 0 : Date.parse(eventTime);
}

/** An event time: to the second, in UTC. */
export function eventTimeAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
