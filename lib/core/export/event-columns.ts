import { EVENT_FIELDS, type EventField, fieldNames } from '../../contract/event-fields';
import type { Columns, Shape } from './shape';

/** What a call touched, as `query --output ndjson` has it. */
const RESOURCE: Shape = { members: { id: 'text', kind: 'text', relation: 'text', account: 'text', region: 'text' } };

const SHAPES: Readonly<Record<EventField['type'], Shape>> = {
  text: 'text',
  texts: { items: 'text' },
  boolean: 'boolean',
  mark: 'boolean',
  count: 'count',
  outcome: 'text',
  origin: 'text',
  resources: { items: RESOURCE },
};

/**
 * The columns of an event as `query --output ndjson` prints it: its reference, its fields, what proves it, and with
 * `withRecord` the masked record as JSON text.
 */
export function eventColumns(withRecord: boolean): Columns {
  const fields = fieldNames()
    .filter((name) => isShown(EVENT_FIELDS[name]))
    .map((name) => [name, name === 'eventTime' ? 'time' : SHAPES[EVENT_FIELDS[name].type]] as const);
  return {
    ref: 'text',
    ...Object.fromEntries(fields),
    recordIndex: 'count',
    recordSha256: 'text',
    ...(withRecord && { record: 'json', maskedPaths: { items: 'text' } }),
  };
}

function isShown({ hidden }: EventField): boolean {
  return hidden !== true;
}
