import { cellsOf, EVENT_COLUMNS } from '../../lib/adapters/sqlite/event-columns';
import { type Bound, SqliteConnection } from '../../lib/adapters/sqlite/sqlite-connection';
import { SqliteStore } from '../../lib/adapters/sqlite/sqlite-store';
import { Texts } from '../../lib/adapters/sqlite/texts';
import { sortKeyOf } from '../../lib/adapters/sqlite/values/sort-key';
import type { ListedRow } from '../../lib/core/rows/event-row';
import { databaseFile } from '../../lib/local/local-store-folder';

/** A row as it stands in a table. */
export type StoredRow = Readonly<Record<string, unknown>>;

const NAMES = ['partition', 'at', 'key', ...EVENT_COLUMNS.map(({ name }) => name)];

/** A local store as somebody changes it who may write its files. */
export class TamperedStore {
  private readonly connection: SqliteConnection;
  private readonly texts: Texts;
  readonly store: SqliteStore;

  constructor(folder: string) {
    this.connection = new SqliteConnection(databaseFile(folder), { access: 'write' });
    this.texts = new Texts(this.connection);
    this.store = new SqliteStore(this.connection);
  }

  /** Every event, with its record. */
  async rows(): Promise<readonly StoredRow[]> {
    const { reader } = this.store.reading();
    const rows: StoredRow[] = [];
    for (const value of await reader.catalogue('')) {
      const request = { partition: { table: 'events', value } as const, since: undefined, until: undefined };
      const page = { ...request, oldestFirst: true, limit: 10_000, withRecord: true, after: undefined };
      rows.push(...(await reader.page(page)).rows.map((row) => ({ ...row })));
    }
    return rows;
  }

  /** Puts the row of an event in place of another, or of none. */
  putEvent(row: StoredRow): void {
    const cells = [...this.keyOf(row), ...cellsOf(row as unknown as ListedRow, this.texts)];
    const changed = ['kind = NULL', ...NAMES.map((name) => `${name} = excluded.${name}`)].join(', ');
    const sql = `INSERT INTO events (${NAMES.join(', ')}) VALUES (${NAMES.map(() => '?').join(', ')})
      ON CONFLICT (partition, at, key) DO UPDATE SET ${changed}`;
    this.connection.write(() => this.connection.run(sql, cells));
  }

  removeEvent(row: StoredRow): void {
    const sql = 'DELETE FROM events WHERE partition = ? AND at = ? AND key = ?';
    this.connection.write(() => this.connection.run(sql, this.keyOf(row)));
  }

  /** Writes out the row of a term that leads to an event. */
  putTerm(term: string, event: StoredRow, row: StoredRow): void {
    const values = [JSON.stringify(row), this.texts.idOf(term), ...this.keyOf(event)];
    this.connection.write(() => this.connection.run(`UPDATE terms SET row = ? WHERE ${OF_EVENT}`, values));
  }

  removeTerm(term: string, event: StoredRow): void {
    const values = [this.texts.idOf(term), ...this.keyOf(event)];
    this.connection.write(() => this.connection.run(`DELETE FROM terms WHERE ${OF_EVENT}`, values));
  }

  /** Says of a partition that it may hold rows of the first version. */
  putOlderPartition(name: string): void {
    const sql = 'UPDATE partitions SET version = 1, noticedAt = NULL, renewedTo = NULL WHERE name = ?';
    this.connection.write(() => this.connection.run(sql, [name]));
  }

  putReceipt(row: StoredRow): void {
    const sql = 'INSERT OR REPLACE INTO deliveries (folder, fileName, row) VALUES (?, ?, ?)';
    const values = [String(row['folder']), String(row['fileName']), JSON.stringify(row)];
    this.connection.write(() => this.connection.run(sql, values));
  }

  close(): void {
    this.store.close();
  }

  private keyOf({ eventName, eventTimeId }: StoredRow): readonly Bound[] {
    const { at, key } = sortKeyOf(String(eventTimeId));
    return [this.texts.idOf(eventName), at, key];
  }
}

const OF_EVENT =
  'term = ? AND event = (SELECT id FROM events WHERE partition = ? AND events.at = ? AND events.key = ?)';
