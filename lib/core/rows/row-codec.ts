import { EVENT_FIELDS, type EventField, fieldNames } from '../../contract/event-fields';
import { ORIGINS } from '../event/audit-event';
import { safeText } from '../text/safe-text';
import { type Expectation, isListOf, MARK, NUMBER, oneOf, TEXT, TEXTS } from './attribute-expectation';
import { MAX_SORT_KEY_BYTES } from './dynamodb-limits';
import { type EventRow, type FieldAttribute, type ListedRow, STANDING_ATTRIBUTES, type StandingRow } from './event-row';

/** Attributes of an item as they come from a table. */
type Attributes = Readonly<Record<string, unknown>>;

/** How much of a key an error repeats. */
const SHOWN_CHARACTERS = 200;

/** A row is not what this program writes: somebody changed it by hand, or another program did. */
export class CorruptRowError extends Error {
  constructor(
    readonly table: string,
    /** The row's key, its parts as they stand in the table, with a slash between them. */
    readonly row: string,
    readonly attribute: string,
    readonly expected: string,
  ) {
    super(
      `a row of ${table} is corrupt: the attribute ${attribute} of ${shownKey(row)} is not as expected: expected ${expected}; find out who can write this table (ssm-audit verify --rows compares all rows with the signed log files)`,
    );
    this.name = 'CorruptRowError';
  }

  /** What is wrong with the row. */
  get problem(): string {
    return `its attribute ${this.attribute} is not as expected: expected ${this.expected}`;
  }

  /** The row's key as a person may see it, whatever somebody has written there. */
  get shownKey(): string {
    return shownKey(this.row);
  }
}

function shownKey(row: string): string {
  return safeText(row.slice(0, SHOWN_CHARACTERS));
}

/** What the attributes of each type of field contain. */
const BY_TYPE: Readonly<Record<EventField['type'], Expectation>> = {
  text: TEXT,
  texts: TEXTS,
  outcome: TEXT,
  origin: oneOf(ORIGINS),
  boolean: { expected: 'true or false', holds: (value) => typeof value === 'boolean' },
  mark: MARK,
  count: NUMBER,
  resources: { expected: 'a list of maps of id, kind and relation', holds: (value) => isListOf(value, isResource) },
};

/**
 * How the sort key of an event begins. One that begins otherwise, or is longer than a key, has no reference that anybody could
 * ask for.
 */
const TIME_AND_ID = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ#/;

const SORT_KEY: Expectation = {
  expected: `<eventTime>#<eventID> of at most ${MAX_SORT_KEY_BYTES} bytes`,
  holds: (value) =>
    typeof value === 'string' && TIME_AND_ID.test(value) && Buffer.byteLength(value) <= MAX_SORT_KEY_BYTES,
};

/** What rows have in addition to the fields of events. An attribute that is missing here does not compile. */
const BESIDE_FIELDS = {
  eventTimeId: SORT_KEY,
  marks: { expected: 'a map of marks', holds: areMarks },
  fieldsOmitted: TEXTS,
  expiresAt: NUMBER,
  indexVersion: NUMBER,
  recordSha256: TEXT,
  maskedPaths: TEXTS,
  record: { expected: 'a map, or bytes', holds: isMap },
} satisfies Readonly<Record<Exclude<keyof EventRow, FieldAttribute>, Expectation>>;

const EXPECTED: ReadonlyMap<string, Expectation> = new Map([
  ...fieldNames()
    .filter((name) => EVENT_FIELDS[name].stands !== 'marks')
    .map((name) => [name, BY_TYPE[EVENT_FIELDS[name].type]] as const),
  ...Object.entries(BESIDE_FIELDS),
]);

const KEY = ['eventName', 'eventTimeId'] as const satisfies readonly (keyof ListedRow)[];
const WHOLE = [
  ...KEY,
  'logFile',
  'recordIndex',
  'recordSha256',
  'origin',
  'maskedPaths',
  'indexVersion',
] as const satisfies readonly (keyof EventRow)[];

/**
 * Attributes as the row of an event, from any table. Attributes that this version does not know are tolerated and kept;
 * `CorruptRowError` where a known one does not hold what is expected. `key` names the row in it.
 */
export function listedRow(attributes: Attributes, table: string, key?: string): ListedRow {
  requireRow(attributes, table, KEY, key);
  return attributes;
}

/** Attributes as a whole row of the Events table. Throws `CorruptRowError` if they are not one. */
export function eventRowOf(attributes: Attributes | ListedRow, table: string): EventRow {
  requireWholeRow(attributes, table);
  return attributes;
}

/** Attributes of a row of the Events table as what it says about itself. Throws `CorruptRowError` if it does not. */
export function standingRow(attributes: Attributes, table: string): StandingRow {
  requireStandingRow(attributes, table);
  return attributes;
}

function requireRow(
  row: Attributes | ListedRow,
  table: string,
  required: readonly string[],
  key?: string,
): asserts row is ListedRow & Attributes {
  const attributes: Attributes = row as Attributes;
  // Every row of every answer comes through here: its key is written out for the error alone.
  const refuse = (name: string) => fail(key ?? keyText(attributes), table, name);
  for (const name of required) if (attributes[name] === undefined) refuse(name);
  for (const name of Object.keys(attributes)) {
    if (EXPECTED.get(name)?.holds(attributes[name]) === false) refuse(name);
  }
}

function requireWholeRow(row: Attributes | ListedRow, table: string): asserts row is EventRow {
  requireRow(row, table, WHOLE);
}

function requireStandingRow(row: Attributes, table: string): asserts row is StandingRow & Attributes {
  requireRow(
    row,
    table,
    STANDING_ATTRIBUTES.filter((name) => name !== 'expiresAt'),
  );
}

function keyText(row: Attributes): string {
  return KEY.map((name) => String(row[name])).join('/');
}

function fail(key: string, table: string, attribute: string): never {
  throw new CorruptRowError(table, key, attribute, EXPECTED.get(attribute)?.expected ?? 'none');
}

function isMap(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): boolean {
  return isMap(value) && ['id', 'kind', 'relation'].every((name) => typeof value[name] === 'string');
}

/** What the fields of events contain. */
const MARKS = new Map<string, Expectation>(fieldNames().map((name) => [name, BY_TYPE[EVENT_FIELDS[name].type]]));

/** A mark contains what its field contains. Marks also have the whole values of keys, which are text. */
function areMarks(value: unknown): boolean {
  return (
    isMap(value) &&
    Object.entries(value).every(([name, mark]) => mark === undefined || MARKS.get(name)?.holds(mark) !== false)
  );
}
