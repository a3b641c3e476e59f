import { EVENT_FIELDS, type EventField, type EventFieldName } from '../../../contract/event-fields';
import { SHARED_COLUMNS } from '../event-columns';

const MARKS = 'marks';

/**
 * The columns in which events are alike if they are so in these fields. Undefined where a field has no column whose values
 * are shared. The name of an event is told by its partition, which stands for a column. Marks are always among them: they
 * have what other columns have no room for.
 */
export function alikeColumns(fields: readonly EventFieldName[]): readonly string[] | undefined {
  const columns = fields.flatMap((field) => columnOf(field) ?? []);
  return columns.length < fields.length ? undefined : [...new Set([...columns, MARKS])];
}

function columnOf(field: EventFieldName): string | undefined {
  const { stands }: EventField = EVENT_FIELDS[field];
  if (field === 'eventName') return 'partition';
  const name = stands === MARKS ? MARKS : field;
  return SHARED_COLUMNS.has(name) ? name : undefined;
}
