import type { AlikeRequest } from '../../../app/ports/counts/alike-events';
import type { Partition } from '../../../core/query/partition';
import { cataloguedPartitions } from '../sqlite-catalogue';
import type { Bound, SqliteConnection } from '../sqlite-connection';
import type { Texts } from '../texts';
import { secondsOf } from '../values/sort-key';

/** Which events statements are about: `FROM events e … WHERE …`, and what they take. */
export interface AlikeScope {
  readonly sql: string;
  readonly values: readonly Bound[];
  /** The same as a walk through the index of kinds, and the partitions that are meant: faster for most of a store. */
  readonly wide?: { readonly sql: string; readonly partitions: ReadonlySet<number> };
}

const IN_WINDOW = 'e.at >= ? AND e.at < ? AND (e.expiresAt IS NULL OR e.expiresAt * 1000 > ?)';
const WIDE = `FROM events e INDEXED BY byKind WHERE ${IN_WINDOW}`;
const WRITTEN_OUT = `
SELECT 1 FROM terms t LEFT JOIN events e ON e.id = t.event WHERE t.term IN (:terms) AND t.at >= ? AND t.at < ?
AND (t.row IS NOT NULL OR e.id IS NULL) LIMIT 1`;

/** With more events in its window, a question about most partitions walks through the index of kinds. */
const MANY = 20_000;

/**
 * The events of partitions, each once. Undefined if they are of several tables, or a term leads to rows that do not follow
 * from their events.
 */
export function alikeScope(
  connection: SqliteConnection,
  texts: Texts,
  { partitions, since, until, now }: Pick<AlikeRequest, 'partitions' | 'since' | 'until' | 'now'>,
): AlikeScope | undefined {
  const [table, ...others] = new Set(partitions.map((partition) => partition.table));
  if (table === undefined || others.length > 0) return undefined;
  const window = secondsOf(since, until);
  // Numbers that the store itself has given: any number of them is one statement.
  const known = partitions.flatMap(({ value }) => texts.known(value) ?? []);
  const numbers = known.join(', ');
  const values = [...window, now.getTime()];
  if (table === 'byPrincipal')
    return { sql: `FROM events e WHERE e.userIdentityArn IN (${numbers}) AND ${IN_WINDOW}`, values };
  if (table === 'events') {
    const sql = `FROM events e WHERE e.partition IN (${numbers}) AND ${IN_WINDOW}`;
    const isWide = areMost(connection, partitions) && areMany(connection, numbers, window);
    return { sql, values, ...(isWide && { wide: { sql: WIDE, partitions: new Set(known) } }) };
  }
  if (connection.first(WRITTEN_OUT.replace(':terms', numbers), window) !== undefined) return undefined;
  const found = `SELECT t.event FROM terms t WHERE t.term IN (${numbers}) AND t.at >= ? AND t.at < ?`;
  return { sql: `FROM events e WHERE e.id IN (${found}) AND ${IN_WINDOW}`, values: [...window, ...values] };
}

function areMost(connection: SqliteConnection, { length }: readonly Partition[]): boolean {
  return 2 * length > cataloguedPartitions(connection, '').length;
}

function areMany(connection: SqliteConnection, numbers: string, window: readonly Bound[]): boolean {
  const some = `SELECT 1 FROM events WHERE partition IN (${numbers}) AND at >= ? AND at < ? LIMIT ${MANY}`;
  return Number(connection.first(`SELECT count(*) FROM (${some})`, window)?.[0]) === MANY;
}
