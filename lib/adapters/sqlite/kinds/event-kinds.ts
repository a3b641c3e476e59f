import { KIND_COLUMNS } from '../event-columns';
import type { Cell } from '../readable-query';
import type { SqliteConnection } from '../sqlite-connection';
import type { AlikeScope } from './alike-scope';

/** The hour of an event, counted from one so early that none comes before it. */
const HOUR = '(e.at + 3600000000000) / 3600';

/** Events of one kind within one hour. */
export interface KindInHour {
  readonly kind: number;
  /** The cells of the columns that are asked for, in their order. Of a column without a value, 0. */
  readonly cells: readonly number[];
  readonly times: number;
  /** When the first and the last of them were, in seconds of the epoch. */
  readonly first: number;
  readonly last: number;
}

/** The events of a scope by kind. */
export interface EventKinds {
  readonly kinds: readonly KindInHour[];
  /** Whether there are events that have no kind, and any of one that is not known: a cell may hold anything. */
  readonly hasUnkind: boolean;
  readonly hasUnknown: boolean;
}

/**
 * Counts the events of a scope by kind and hour. `columns` are those of kinds, their partition among them, and those of
 * events that no kind has: events of one kind that differ in these are counted apart.
 */
export function eventKinds(connection: SqliteConnection, scope: AlikeScope, columns: readonly string[]): EventKinds {
  const ofKinds = columns.filter(isOfKinds);
  const beside = columns.filter((name) => !isOfKinds(name));
  const counted = countedByKind(connection, scope, beside);
  const cellsOf = cellsOfKinds(connection, counted, ofKinds, scope);
  const kinds: KindInHour[] = [];
  let hasUnknown = false;
  for (const [kind, times, first, last, ...own] of counted) {
    if (kind === null) continue;
    const known = cellsOf.get(Number(kind));
    if (known === undefined) hasUnknown = true;
    else if (isMeant(scope, known)) {
      const cells = beside.length === 0 ? known : inOrder(columns, known, own);
      kinds.push({ kind: Number(kind), cells, times: Number(times), first: Number(first), last: Number(last) });
    }
  }
  return { kinds, hasUnkind: counted.some(([kind]) => kind === null), hasUnknown };
}

function isOfKinds(name: string): boolean {
  return name === 'partition' || KIND_COLUMNS.includes(name);
}

function countedByKind(connection: SqliteConnection, { sql, values, wide }: AlikeScope, beside: readonly string[]) {
  const more = beside.map((name) => `, ifnull(e.${name}, 0)`).join('');
  const order = beside.map((_, index) => `, ${index + 5}`).join('');
  const from = wide && beside.length === 0 ? wide.sql : sql;
  const counts = `SELECT e.kind, count(*), min(e.at), max(e.at)${more} ${from} GROUP BY e.kind, ${HOUR}${order}`;
  return connection.all(counts, values);
}

/** The cells of kinds by their number, the partition first. */
function cellsOfKinds(
  connection: SqliteConnection,
  counted: readonly (readonly Cell[])[],
  columns: readonly string[],
  { wide }: AlikeScope,
): ReadonlyMap<number, readonly number[]> {
  const cells = `SELECT id, ${columns.join(', ')} FROM kinds`;
  const numbers = () => JSON.stringify([...new Set(counted.map(([kind]) => kind))]);
  const rows = wide
    ? connection.all(cells)
    : connection.all(`${cells} WHERE id IN (SELECT value FROM json_each(?))`, [numbers()]);
  return new Map(rows.map(([id, ...others]) => [Number(id), others as readonly number[]]));
}

/** A walk through the index of kinds meets those of other partitions, too. */
function isMeant({ wide }: AlikeScope, [partition = 0]: readonly number[]): boolean {
  return wide === undefined || wide.partitions.has(partition);
}

function inOrder(columns: readonly string[], known: readonly number[], own: readonly Cell[]): readonly number[] {
  let [ofKind, beside] = [0, 0];
  return columns.map((name) => Number(isOfKinds(name) ? known[ofKind++] : own[beside++]));
}
