import type { PageRequest } from '../../app/ports/event-reader';
import type { Bound } from './sqlite-connection';
import { secondsOf } from './values/sort-key';

/** How many rows the first page has if nobody says it, and how much longer each further page is, up to the most. */
const FIRST_ROWS = 32;
const GROWTH = 4;
const MOST_ROWS = 1_024;

/** Where a page ended: the time of its last row, and the text by which rows of one second are ordered. */
interface Position {
  readonly at: number;
  readonly text: string;
  readonly rows: number;
}

/** A page of rows in the order of time as a part of a statement, and what it takes. */
export interface PageStatement {
  /** `AND … ORDER BY … LIMIT ?` */
  readonly sql: string;
  readonly values: readonly Bound[];
  /** How many rows the page has at most. */
  readonly rows: number;
}

/**
 * The end of a statement that reads a page. `at` and `text` are what rows are ordered by. Each page is longer than the one
 * before, because whoever filters out most rows reads many.
 */
export function pageStatement(
  request: Pick<PageRequest, 'since' | 'until' | 'oldestFirst' | 'limit' | 'after'>,
  at: string,
  text: string,
): PageStatement {
  const { since, until, oldestFirst, limit } = request;
  const after = request.after as Position | undefined;
  const [from, to] = secondsOf(since, until);
  const [direction, comes] = oldestFirst ? ['ASC', '>'] : ['DESC', '<'];
  const order = `ORDER BY ${at} ${direction}, ${text} ${direction} LIMIT ?`;
  const rows = limit ?? Math.min(MOST_ROWS, after === undefined ? FIRST_ROWS : after.rows * GROWTH);
  if (after === undefined) return { sql: `AND ${at} >= ? AND ${at} < ? ${order}`, values: [from, to, rows + 1], rows };
  // One bound at each end: of two, the database may begin at the farther one, and pass over every row before the page.
  const window = oldestFirst ? `${at} >= ? AND ${at} < ?` : `${at} <= ? AND ${at} >= ?`;
  const values = [after.at, oldestFirst ? to : from, after.at, after.text, rows + 1];
  return { sql: `AND ${window} AND (${at} ${comes} ? OR ${text} ${comes} ?) ${order}`, values, rows };
}

/** Where the page ends whose last row this is. */
export function positionAt(at: number, text: string, { rows }: PageStatement): unknown {
  return { at, text, rows: Math.max(rows, FIRST_ROWS / GROWTH) } satisfies Position;
}
