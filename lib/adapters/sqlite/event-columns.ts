import { fieldsWith } from '../../contract/event-fields';
import type { ListedRow } from '../../core/rows/event-row';
import type { Cell } from './readable-query';
import type { Bound } from './sqlite-connection';
import type { Texts } from './texts';
import { eventTimeIdOf } from './values/sort-key';
import { readStoredRecord, storedRecord } from './values/stored-record';

/** Attributes of an item, as they come from a row or go into one. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A column of `events` beside its key, and the attribute that it stands for. */
interface EventColumn {
  readonly name: string;
  readonly sql: string;
  /** The value as a cell. Undefined if the column cannot hold it: it then stands in `rest`. */
  readonly cell: (value: unknown, texts: Texts) => Bound | undefined;
  readonly value: (cell: Cell, texts: Texts) => unknown;
}

/** Attributes whose values many rows share. */
const SHARED = [
  'userIdentityArn',
  ...fieldsWith({ stands: 'index' }).filter((name) => name !== 'eventID'),
  'marks',
  'maskedPaths',
] as const;

const NUMBERS = ['recordIndex', 'indexVersion', 'expiresAt'] as const;

const SHA256 = /^[0-9a-f]{64}$/;

const COLUMNS: readonly EventColumn[] = [
  ...SHARED.map((name) => ({
    name,
    sql: `${name} INTEGER`,
    cell: (value: unknown, texts: Texts) => texts.idOf(value),
    value: (cell: Cell, texts: Texts) => texts.valueOf(Number(cell)),
  })),
  ...NUMBERS.map((name) => ({
    name,
    sql: `${name} INTEGER`,
    cell: (value: unknown) => (Number.isSafeInteger(value) ? (value as number) : undefined),
    value: (cell: Cell) => cell,
  })),
  {
    name: 'recordSha256',
    sql: 'recordSha256 BLOB',
    cell: (value) => (typeof value === 'string' && SHA256.test(value) ? Buffer.from(value, 'hex') : undefined),
    value: (cell) => Buffer.from(cell as Uint8Array).toString('hex'),
  },
  { name: 'record', sql: 'record BLOB', cell: storedRecord, value: (cell) => readStoredRecord(cell as Uint8Array) },
];

/** What is left: attributes without a column, or with values that no column holds, as JSON. */
const REST = { name: 'rest', sql: 'rest TEXT' } as const;

/**
 * Which attributes follow from the key, as a sum: those of quarantined rows do not.
 */
const DERIVED = { name: 'derived', sql: 'derived INTEGER NOT NULL' } as const;
const HAS_TIME = 1;
const HAS_ID = 2;

/** The columns whose values are numbers of `texts`. */
export const SHARED_COLUMNS: ReadonlySet<string> = new Set(SHARED);

/** The columns that make the kind of an event, beside its partition: shared values, but not the file that each is of. */
export const KIND_COLUMNS: readonly string[] = SHARED.filter((name) => name !== 'logFile' && name !== 'maskedPaths');
const KIND_PLACES = KIND_COLUMNS.map((name) => [DERIVED, REST, ...COLUMNS].findIndex((column) => column.name === name));

/** What says which record of its file a row is of. Neither the index by principal nor terms have it in a deployed table. */
export const EVIDENCE = ['recordIndex', 'recordSha256'] as const;

/** The columns of `events` beside its key, in the order in which `cellsOf` gives them. */
export const EVENT_COLUMNS: readonly { readonly name: string; readonly sql: string }[] = [DERIVED, REST, ...COLUMNS];

/** Each column, and where it is among all. */
const BY_NAME = new Map(
  COLUMNS.map((column) => [
    column.name,
    { ...column, at: EVENT_COLUMNS.findIndex(({ name }) => name === column.name) },
  ]),
);
const KEY: ReadonlySet<string> = new Set(['eventName', 'eventTimeId']);

/** The length of `2018-03-06T20:30:12Z`, and of what is before an ID. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** A row as cells of `EVENT_COLUMNS`. */
export function cellsOf(row: ListedRow, texts: Texts): readonly Bound[] {
  const cells: Bound[] = new Array<Bound>(EVENT_COLUMNS.length).fill(null);
  let rest: Record<string, unknown> | undefined;
  let derived = 0;
  for (const name of Object.keys(row)) {
    const value: unknown = row[name as keyof ListedRow];
    if (value === undefined || KEY.has(name)) continue;
    const derives = derivedBy(name, value, row.eventTimeId);
    derived += derives;
    if (derives > 0) continue;
    const column = BY_NAME.get(name);
    const cell = column?.cell(value, texts);
    if (column === undefined || cell === undefined) rest = { ...rest, [name]: value };
    else cells[column.at] = cell;
  }
  [cells[0], cells[1]] = [derived, rest ? JSON.stringify(rest) : null];
  return cells;
}

/**
 * The cells of `KIND_COLUMNS` among those of a row, 0 where one has no value. Undefined for a row that its kind does not
 * tell all of: one with more than its columns.
 */
export function kindCells(cells: readonly Bound[]): readonly number[] | undefined {
  if (cells[1] !== null) return undefined;
  return KIND_PLACES.map((place) => Number(cells[place] ?? 0));
}

/** Which attributes of an event a reader is given. */
export interface RowShape {
  /** What to select of `events`: its key, then what these attributes are made of. */
  readonly columns: string;
  readonly length: number;
  /** The numbers of `texts` that reading a row with these cells asks for. */
  shared(cells: readonly Cell[]): readonly Cell[];
  /** The attributes of a row with these cells. Without a name, it is none that anybody takes for the row of an event. */
  read(
    cells: readonly Cell[],
    eventName: string | undefined,
    texts: Texts,
  ): Attributes & { readonly eventTimeId: string };
}

/** The shape of rows with the attributes of these names, beside their key. Undefined names all. */
export function rowShape(names: readonly string[] | undefined): RowShape {
  const wanted = names && new Set(names);
  const isWanted = (name: string) => wanted?.has(name) ?? true;
  const columns = COLUMNS.filter(({ name }) => isWanted(name));
  const selected = ['at', 'key', DERIVED.name, REST.name, ...columns.map(({ name }) => name)];
  const firstColumn = selected.length - columns.length;
  const shared = selected.flatMap((name, place) => (SHARED_COLUMNS.has(name) ? [place] : []));
  const [time, id] = [isWanted('eventTime') ? HAS_TIME : 0, isWanted('eventID') ? HAS_ID : 0];
  return {
    columns: selected.map((name) => `e.${name}`).join(', '),
    length: selected.length,
    shared: (cells) => shared.map((place) => cells[place] ?? null),
    read(cells, eventName, texts) {
      const [at, key, derived, rest] = cells;
      const eventTimeId = eventTimeIdOf({ at: Number(at), key: String(key) });
      const row: Record<string, unknown> = { eventName, eventTimeId };
      if (Number(derived) & time) row['eventTime'] = eventTimeId.slice(0, TIME_LENGTH);
      if (Number(derived) & id) row['eventID'] = eventTimeId.slice(TIME_LENGTH + 1);
      let place = firstColumn;
      // Every cell of every answer comes through here, hence the count where pairs would read better.
      for (const { name, value } of columns) {
        const cell = cells[place];
        if (cell !== null && cell !== undefined) row[name] = value(cell, texts);
        place += 1;
      }
      if (typeof rest === 'string') addRest(row, texts.json(rest), isWanted);
      return row as Attributes & { readonly eventTimeId: string };
    },
  };
}

/** Nothing beside the key says what it is, and no attribute is what other objects inherit from: no writer puts these there. */
const NEVER_REST: ReadonlySet<string> = new Set([...KEY, '__proto__']);

function addRest(row: Record<string, unknown>, rest: unknown, isWanted: (name: string) => boolean): void {
  for (const [name, value] of Object.entries(Object(rest))) {
    if (isWanted(name) && !NEVER_REST.has(name)) row[name] = value;
  }
}

/** What says that the attribute follows from the key; 0 if it does not. */
function derivedBy(name: string, value: unknown, eventTimeId: string): number {
  if (name === 'eventTime') return value === eventTimeId.slice(0, TIME_LENGTH) ? HAS_TIME : 0;
  if (name === 'eventID') return value === eventTimeId.slice(TIME_LENGTH + 1) ? HAS_ID : 0;
  return 0;
}
