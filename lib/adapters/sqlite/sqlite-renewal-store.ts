import type { OlderPartition, OlderRow, RenewalStore } from '../../app/ports/renewal-store';
import { FIRST_VERSION } from '../../core/rows/catalogue';
import { INDEX_VERSION } from '../../core/rows/event-row';
import { cataloguedPartitions } from './sqlite-catalogue';
import type { SqliteConnection } from './sqlite-connection';
import type { Texts } from './texts';
import { eventTimeIdOf, sortKeyOf } from './values/sort-key';

/** Rows that tell no version are of none that this program knows: they are older, too. */
const OLDER = 'FROM events WHERE partition = ? AND (indexVersion < ? OR indexVersion IS NULL)';
const FIRST = `SELECT at, key ${OLDER} AND (at > ? OR at = ? AND key >= ?) ORDER BY at, key LIMIT 1`;
const COUNT = `SELECT count(*) FROM (SELECT 1 ${OLDER} LIMIT ?)`;
const NOTE = `
INSERT INTO partitions (name, version, noticedAt, renewedTo) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
version = excluded.version, noticedAt = excluded.noticedAt, renewedTo = excluded.renewedTo WHERE version < ?`;

/** How many rows a page has that are counted. */
const PAGE_ROWS = 1_000;

/** The catalogue, and the events as far as they tell versions. */
export class SqliteRenewalStore implements RenewalStore {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
  ) {}

  async olderPartitions(): Promise<readonly OlderPartition[]> {
    return cataloguedPartitions(this.connection, '')
      .filter(({ oldestVersion }) => oldestVersion < INDEX_VERSION)
      .map(({ oldestVersion: _, ...partition }) => partition);
  }

  async firstOlder(name: string, from = ''): Promise<OlderRow> {
    const partition = this.texts.known(name);
    if (partition === undefined) return { kind: 'none' };
    const { at, key } = sortKeyOf(from);
    const [foundAt, foundKey] = this.connection.first(FIRST, [partition, INDEX_VERSION, at, at, key]) ?? [];
    if (foundAt === undefined) return { kind: 'none' };
    return { kind: 'found', at: eventTimeIdOf({ at: Number(foundAt), key: String(foundKey) }) };
  }

  async countOlder(name: string, mostPages: number) {
    const partition = this.texts.known(name);
    if (partition === undefined) return { count: 0, pages: 1, isMore: false };
    const most = mostPages * PAGE_ROWS;
    const found = Number(this.connection.first(COUNT, [partition, INDEX_VERSION, most + 1])?.[0]);
    const count = Math.min(found, most);
    return { count, pages: Math.max(1, Math.ceil(count / PAGE_ROWS)), isMore: found > most };
  }

  async note({ name, noticedAt, renewedTo }: OlderPartition): Promise<void> {
    this.put(name, FIRST_VERSION, noticedAt ?? null, renewedTo ?? null);
  }

  async noteRenewed(name: string): Promise<void> {
    this.put(name, INDEX_VERSION, null, null);
  }

  private put(name: string, version: number, noticedAt: string | null, renewedTo: string | null): void {
    this.connection.write(() => this.connection.run(NOTE, [name, version, noticedAt, renewedTo, INDEX_VERSION]));
  }
}
