import { EVENT_FIELDS, type EventField, type EventFieldName, fieldNames } from '../../contract/event-fields';
import type { FieldValue } from '../event/audit-event';
import { plainPartition } from './event-keys';
import { formatRef } from './event-ref';
import type { FieldAttribute, ListedRow } from './event-row';
import { eventIdOf, wholeUserAgent } from './fitted-columns';

/** An event as the command line shows it: the event fields with their whole values, and the reference to its row. */
export type StoredEvent = { readonly ref: string } & { readonly [Name in EventFieldName]?: FieldValue<Name> };

/** The fields that come from a row's own attributes. The key has the name and time of the event, and marks are separate. */
const SHOWN = fieldNames().filter((name): name is FieldAttribute => {
  const { hidden, stands }: EventField = EVENT_FIELDS[name];
  return !hidden && stands !== 'marks' && name !== 'eventTime' && name !== 'eventName';
});

/** The length of an event time, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/**
 * The event in a row of any of the tables. Where the row has only the beginning of the user agent and not the record, so has
 * the event.
 */
export function storedEvent(row: ListedRow): StoredEvent {
  const isIndexed = row.quarantineReason === undefined;
  const event: Record<string, unknown> & { readonly ref: string } = { ref: formatRef(row) };
  if (isIndexed) {
    event['eventName'] = plainPartition(row.eventName);
    event['eventTime'] = row.eventTimeId.slice(0, TIME_LENGTH);
  }
  // Every row of every answer comes through here, hence the loop where a pipeline would read better.
  for (const name of SHOWN) {
    const value = isIndexed ? wholeColumn(row, name) : row[name];
    if (value !== undefined) event[name] = value;
  }
  return row.marks ? { ...event, ...row.marks } : event;
}

/** The value of a column, of those that may be elsewhere in the row, too. */
function wholeColumn(row: ListedRow, name: FieldAttribute): unknown {
  if (name === 'eventID') return eventIdOf(row);
  return name === 'userAgent' ? wholeUserAgent(row) : row[name];
}
