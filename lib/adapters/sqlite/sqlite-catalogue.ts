import type { SqliteConnection } from './sqlite-connection';

/** A partition of the events, and the oldest index version that its rows may have. */
export interface CataloguedPartition {
  readonly name: string;
  readonly oldestVersion: number;
  /** How far its older rows were looked for (`app/ports/renewal-store`). */
  readonly noticedAt?: string;
  readonly renewedTo?: string;
}

/** The partitions in the catalogue whose name begins with `prefix`, in the order of their names. */
export function cataloguedPartitions(connection: SqliteConnection, prefix: string): readonly CataloguedPartition[] {
  const sql = 'SELECT name, version, noticedAt, renewedTo FROM partitions WHERE substr(name, 1, ?) = ? ORDER BY name';
  return connection.all(sql, [prefix.length, prefix]).map(([name, version, noticedAt, renewedTo]) => ({
    name: String(name),
    oldestVersion: Number(version),
    ...(typeof noticedAt === 'string' && { noticedAt }),
    ...(typeof renewedTo === 'string' && { renewedTo }),
  }));
}
