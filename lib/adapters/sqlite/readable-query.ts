import { isUtf8 } from 'node:buffer';

/** What a column of a row holds. */
export type Cell = string | number | null | Uint8Array;

/** How a cell comes out of a query. */
type ColumnKind = 'text' | 'number' | 'bytes' | 'unknown';

/** A query whose cells the library can hand over, whatever somebody has written into the database. */
export interface ReadableQuery {
  readonly sql: string;
  /** The row with its texts; undefined where one of them is none. */
  read(cells: readonly Cell[]): readonly Cell[] | undefined;
}

const KINDS: Readonly<Record<string, ColumnKind>> = { TEXT: 'text', INTEGER: 'number', BLOB: 'bytes' };

const AS: Readonly<Record<ColumnKind, (name: string) => string>> = {
  text: (name) => `CAST(${name} AS BLOB)`,
  number: (name) => `CAST(${name} AS INTEGER)`,
  bytes: (name) => `CAST(${name} AS BLOB)`,
  unknown: (name) => `iif(typeof(${name}) = 'text', CAST(${name} AS BLOB), ${name})`,
};

const QUERY = /^\s*(?:SELECT|WITH)\b/i;

/** Whether a statement gives what somebody wrote: a `PRAGMA` does not. */
export function isQuery(sql: string): boolean {
  return QUERY.test(sql);
}

/** Reads a row of a statement that is no query. */
export function asItIs(cells: readonly Cell[]): readonly Cell[] {
  return cells;
}

/**
 * The query with each cell as its column says that it is, and texts as bytes. The library ends the process where a text is
 * not UTF-8 or is very long, and cuts it at a NUL. A database keeps any bytes as text, and any value in any column.
 * `types` are those of the query's columns, as the tables declare them; null for expressions.
 */
export function readableQuery(sql: string, types: readonly (string | null)[]): ReadableQuery {
  const kinds = types.map((type) => KINDS[type ?? ''] ?? 'unknown');
  const names = kinds.map((_, index) => `c${index}`);
  const columns = kinds.map((kind, index) => AS[kind](`c${index}`));
  const texts = kinds.flatMap((kind, index) => (kind === 'text' || kind === 'unknown' ? [index] : []));
  return {
    sql: `WITH q(${names.join(', ')}) AS (${sql}) SELECT ${columns.join(', ')} FROM q`,
    read: (cells) => (texts.length === 0 ? cells : withTexts([...cells], texts)),
  };
}

function withTexts(row: Cell[], texts: readonly number[]): readonly Cell[] | undefined {
  for (const index of texts) {
    const cell = row[index];
    if (!(cell instanceof Uint8Array)) continue;
    if (!isUtf8(cell)) return undefined;
    // The library gives buffers.
    row[index] = (cell as Buffer).toString();
  }
  return row;
}
