import { KIND_COLUMNS, kindCells } from '../event-columns';
import type { Bound, SqliteConnection } from '../sqlite-connection';
import { RecentValues } from '../values/recent-values';
import { NO_TIME } from '../values/sort-key';

/** How many kinds stay in memory. */
const MOST_KNOWN = 20_000;

const NAMES = ['partition', ...KIND_COLUMNS];
const ADD = `INSERT OR IGNORE INTO kinds (${NAMES.join(', ')}) VALUES (${NAMES.map(() => '?').join(', ')})`;
const FIND = `SELECT id FROM kinds WHERE ${NAMES.map((name) => `${name} = ?`).join(' AND ')}`;

/** The kinds of events (`schema/schema-steps`), by number: for whoever writes. */
export class Kinds {
  private readonly ids = new RecentValues<string, number>(MOST_KNOWN);

  constructor(private readonly connection: SqliteConnection) {}

  /** The number of the kind of a row with these cells, which gets one if it has none yet. Null for a row of no kind. */
  idOf(partition: number, at: number, cells: readonly Bound[]): number | null {
    const kind = at === NO_TIME ? undefined : kindCells(cells);
    if (kind === undefined) return null;
    const values = [partition, ...kind];
    const text = values.join();
    const id = this.ids.get(text) ?? this.added(values);
    this.ids.set(text, id);
    return id;
  }

  /** Most kinds that are not known lately are new. */
  private added(values: readonly number[]): number {
    const { changes, id } = this.connection.run(ADD, values);
    return changes > 0 ? id : Number(this.connection.first(FIND, values)?.[0]);
  }
}
