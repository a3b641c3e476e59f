import type { JoinedRequest } from '../../../app/ports/event-reader';
import type { Cell } from '../readable-query';
import type { Bound } from '../sqlite-connection';
import { secondsOf } from '../values/sort-key';

/** The most rows of a page if nobody says it. */
const MOST_ROWS = 1_024;

/** A partition by its name, and its number among the texts; null while no row has it. */
export interface JoinedPartition {
  readonly name: string;
  readonly id: number | null;
}

/** Where a page ended: the time, the key and the rank of the partition of its last row. */
interface JoinedPosition {
  readonly at: number;
  readonly key: string;
  readonly rank: number;
}

/** A statement that reads a page of several partitions. Its rows have the rank of their partition before the columns. */
export interface JoinedStatement {
  readonly sql: string;
  /** A statement with the same columns that takes less to prepare. */
  readonly alike: string;
  readonly values: readonly Bound[];
  /** How many rows the page has at most. */
  readonly rows: number;
}

/** The partitions in the order of their names: the place of each is its rank. */
export function joinedPartitions(
  names: readonly string[],
  idOf: (name: string) => number | undefined,
): readonly JoinedPartition[] {
  return [...names].sort().map((name) => ({ name, id: idOf(name) ?? null }));
}

/**
 * The statement for a page. The database merges one walk through the index of keys for each partition, and takes from
 * them no more than the page has; then it reads the rows. `columns` are those of `e`, `at` and `key` first. The numbers
 * of partitions are values, so that there are no more statements than there are counts of partitions.
 */
export function joinedStatement(
  partitions: readonly JoinedPartition[],
  { since, until, oldestFirst, limit, after }: JoinedRequest,
  columns: string,
): JoinedStatement {
  const rows = limit ?? MOST_ROWS;
  const [from, to] = secondsOf(since, until);
  const position = after as JoinedPosition | undefined;
  const { at, key, rank } = position ?? { at: oldestFirst ? from : to - 1, key: null, rank: 0 };
  const values = [oldestFirst ? at : from, oldestFirst ? to : at + 1, rows + 1, ...(position ? [at, key, rank] : [])];
  const first = values.length + 1;
  const walks = partitions.map((_, place) => walkOf(place, first + place, position !== undefined, oldestFirst));
  const order = (of: string) =>
    ['at', 'key', 'rank'].map((name) => `${of}${name} ${directionOf(oldestFirst)}`).join(', ');
  return {
    sql: `WITH page AS (${walks.join(' UNION ALL ')} ORDER BY ${order('')} LIMIT ?3) SELECT page.rank, ${columns} FROM page CROSS JOIN events e ON e.id = page.id ORDER BY ${order('page.')}`,
    alike: `SELECT 0, ${columns} FROM events e`,
    values: [...values, ...partitions.map(({ id }) => id)],
    rows,
  };
}

/** Where the page ends whose last row this is. */
export function joinedPositionAt([rank, at, key]: readonly Cell[]): unknown {
  return { at: Number(at), key: String(key), rank: Number(rank) } satisfies JoinedPosition;
}

/** One partition in the order of time. The rank is the same for all its rows, so that the index has them in order. */
function walkOf(rank: number, value: number, goesOn: boolean, oldestFirst: boolean): string {
  const comes = oldestFirst ? '>' : '<';
  const behind = `AND (at ${comes} ?4 OR key ${comes} ?5 OR (key = ?5 AND ${rank} ${comes} ?6))`;
  return `SELECT id, at, key, ${rank} AS rank FROM events WHERE partition = ?${value} AND at >= ?1 AND at < ?2${goesOn ? ` ${behind}` : ''}`;
}

function directionOf(oldestFirst: boolean): string {
  return oldestFirst ? 'ASC' : 'DESC';
}
