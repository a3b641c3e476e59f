import type { JoinedRequest, RowSieve } from '../../../app/ports/event-reader';
import { CorruptRowError, listedRow } from '../../../core/rows/row-codec';
import { alikeColumns } from '../kinds/alike-columns';
import type { Cell } from '../readable-query';
import type { SqliteConnection } from '../sqlite-connection';
import { LOCAL_TABLE_NAMES } from '../table-names';
import type { Texts } from '../texts';
import { ANY_KEY } from '../values/sort-key';
import { type JoinedPartition, joinedStatement } from './joined-page';

/** Rows of a page of several partitions, each with the rank of its partition first, and one more if the page is not the last. */
export interface JoinedRows {
  /** A row that the sieve leaves out has its rank alone. */
  readonly found: readonly (readonly Cell[])[];
  /** How many rows the page has at most. */
  readonly rows: number;
}

/**
 * Reads a page of several partitions: `columns` of its rows, `at` and `key` first. Where there is a sieve, first what it
 * asks for of all rows, then the others of those that may be of use.
 */
export function sievedPage(
  connection: SqliteConnection,
  texts: Texts,
  { partitions, columns }: { readonly partitions: readonly JoinedPartition[]; readonly columns: string },
  request: JoinedRequest,
): JoinedRows {
  const { sieve } = request;
  const tested = sieve && alikeColumns(sieve.fields);
  if (!sieve || !tested) {
    const { sql, alike, values, rows } = joinedStatement(partitions, request, columns);
    return { found: connection.all(sql, values, alike), rows };
  }
  const asked = ['id', ...tested].map((name) => `e.${name}`).join(', ');
  const { sql, alike, values, rows } = joinedStatement(partitions, request, asked);
  const found = connection.all(sql, values, alike);
  texts.fetch(found.flatMap(([, , ...cells]) => cells));
  const mayBeOfUse = judging(texts, sieve, tested);
  const last = found.length > rows ? found[rows - 1] : undefined;
  const ids = found.filter((row) => row === last || mayBeOfUse(row.slice(2))).map(([, id]) => id);
  const whole = wholeRows(connection, columns, ids);
  return { found: found.map(([rank = null, id = null]) => [rank, ...(whole.get(id) ?? [])]), rows };
}

/** Rows with the same cells are judged once. One that is not as this program writes it is left to whoever reads it whole. */
function judging(
  texts: Texts,
  { mayBeOfUse }: RowSieve,
  columns: readonly string[],
): (cells: readonly Cell[]) => boolean {
  const known = new Map<string, boolean>();
  return (cells) => {
    const text = cells.join();
    const before = known.get(text);
    if (before !== undefined) return before;
    const row: Record<string, unknown> = { ...ANY_KEY };
    for (const [index, name] of columns.entries()) {
      const cell = cells[index];
      if (typeof cell === 'number') row[name === 'partition' ? 'eventName' : name] = texts.valueOf(cell);
    }
    const may = isCorrupt(row) || mayBeOfUse(listedRow(row, LOCAL_TABLE_NAMES.events));
    known.set(text, may);
    return may;
  };
}

function isCorrupt(row: Readonly<Record<string, unknown>>): boolean {
  try {
    listedRow(row, LOCAL_TABLE_NAMES.events);
    return false;
  } catch (error) {
    if (error instanceof CorruptRowError) return true;
    throw error;
  }
}

function wholeRows(connection: SqliteConnection, columns: string, ids: readonly (Cell | undefined)[]) {
  const sql = `SELECT e.id, ${columns} FROM events e WHERE e.id IN (SELECT value FROM json_each(?))`;
  const rows = ids.length === 0 ? [] : connection.all(sql, [`[${ids}]`]);
  return new Map(rows.map(([id = null, ...cells]) => [id, cells]));
}
