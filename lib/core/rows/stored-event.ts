import { EVENT_FIELDS, type EventField, type EventFieldName, fieldNames } from '../../contract/event-fields';
import type { FieldValue } from '../event/audit-event';
import { plainPartition } from './event-keys';
import { formatRef } from './event-ref';
import type { FieldAttribute, ListedRow } from './event-row';
import { eventIdOf, wholeUserAgent } from './fitted-columns';

/** An event as the command line shows it: the event fields with their whole values, and the reference to its row. */
export type StoredEvent = { readonly ref: string } & { readonly [Name in EventFieldName]?: FieldValue<Name> };

/** The fields that come from a row's own attributes. The key has the time of the event, and marks are separate. */
const SHOWN = fieldNames().filter((name): name is FieldAttribute => {
  const { hidden, stands }: EventField = EVENT_FIELDS[name];
  return !hidden && stands !== 'marks' && name !== 'eventTime';
});

/** The length of an event time, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/**
 * The event in a row of any of the tables. Where the row has only the beginning of the user agent and not the record, so has
 * the event.
 */
export function storedEvent(row: ListedRow): StoredEvent {
  const isIndexed = row.quarantineReason === undefined;
  const whole: ListedRow = isIndexed ? withWholeColumns(row) : row;
  const fields = SHOWN.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]] as const]));
  const { eventName, ...rest } = Object.fromEntries(fields);
  return {
    ref: formatRef(row),
    ...(isIndexed && {
      eventName: plainPartition(String(eventName)),
      eventTime: row.eventTimeId.slice(0, TIME_LENGTH),
    }),
    ...rest,
    ...row.marks,
  };
}

function withWholeColumns(row: ListedRow): ListedRow {
  const [eventID, userAgent] = [eventIdOf(row), wholeUserAgent(row)];
  return { ...row, ...(eventID !== undefined && { eventID }), ...(userAgent !== undefined && { userAgent }) };
}
