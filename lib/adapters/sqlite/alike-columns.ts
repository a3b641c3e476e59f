import { EVENT_FIELDS, type EventField, type EventFieldName } from '../../contract/event-fields';
import { SHARED_COLUMNS } from './event-columns';

/**
 * Columns with many different values, those with the most first. Groups are made by sorting: the sooner two rows differ, the
 * less of them is compared.
 */
const MANY_VALUED: readonly string[] = [
  'resources',
  'actor',
  'userIdentityArn',
  'sourceIPAddress',
  'accessKeyId',
  'userAgent',
  'logFile',
];

/** What every group of events has, so that it is known of which partition and with which marks they are. */
const ALWAYS = 'marks';

/**
 * The columns in which events are alike if they are so in these fields, their marks always among them. Undefined where a
 * field has no column whose values are shared. The name of an event is in none of them: partitions tell it.
 */
export function alikeColumns(fields: readonly EventFieldName[]): readonly string[] | undefined {
  const names = fields.filter((field) => field !== 'eventName').map(columnOf);
  const columns = names.flatMap((name) => name ?? []);
  return columns.length < names.length ? undefined : [...new Set([...columns, ALWAYS])].sort(manyValuedFirst);
}

function manyValuedFirst(one: string, other: string): number {
  const place = (name: string) => (MANY_VALUED.includes(name) ? MANY_VALUED.indexOf(name) : MANY_VALUED.length);
  return place(one) - place(other);
}

function columnOf(field: EventFieldName): string | undefined {
  const { stands }: EventField = EVENT_FIELDS[field];
  const name = stands === 'marks' ? ALWAYS : field;
  return SHARED_COLUMNS.has(name) ? name : undefined;
}
