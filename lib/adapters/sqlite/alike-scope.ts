import type { AlikeRequest } from '../../app/ports/counts/alike-events';
import type { Partition } from '../../core/query/partition';
import { cataloguedPartitions } from './sqlite-catalogue';
import type { Bound, SqliteConnection } from './sqlite-connection';
import type { Texts } from './texts';
import { NO_TIME, secondsOf } from './values/sort-key';

/** Which events a statement is about: `FROM events e … WHERE …`, and what it takes. */
export interface AlikeScope {
  readonly sql: string;
  readonly values: readonly Bound[];
}

const IN_WINDOW = 'e.at >= ? AND e.at < ? AND (e.expiresAt IS NULL OR e.expiresAt * 1000 > ?)';
const WRITTEN_OUT = `
SELECT 1 FROM terms t LEFT JOIN events e ON e.id = t.event WHERE t.term IN (:terms) AND t.at >= ? AND t.at < ?
AND (t.row IS NOT NULL OR e.id IS NULL) LIMIT 1`;

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
  const numbers = partitions.flatMap(({ value }) => texts.known(value) ?? []).join(', ');
  const values = [...window, now.getTime()];
  if (table === 'byPrincipal')
    return { sql: `FROM events e WHERE e.userIdentityArn IN (${numbers}) AND ${IN_WINDOW}`, values };
  if (table === 'events') {
    const order = since === undefined && until === undefined && areMost(connection, partitions) ? 'NOT INDEXED' : '';
    return { sql: `FROM events e ${order} WHERE e.partition IN (${numbers}) AND ${IN_WINDOW}`, values };
  }
  if (connection.first(WRITTEN_OUT.replace(':terms', numbers), window) !== undefined) return undefined;
  const found = `SELECT t.event FROM terms t WHERE t.term IN (${numbers}) AND t.at >= ? AND t.at < ?`;
  return { sql: `FROM events e WHERE e.id IN (${found}) AND ${IN_WINDOW}`, values: [...window, ...values] };
}

/** What most events are in is read faster in the order in which they stand than through an index. */
function areMost(connection: SqliteConnection, { length }: readonly Partition[]): boolean {
  return 2 * length > cataloguedPartitions(connection, '').length;
}

/** Whether an event has to be looked at by itself: what it has beside its columns, or no time of its own. */
export const IS_ODD = `(e.rest IS NOT NULL OR e.at = ${NO_TIME})`;
