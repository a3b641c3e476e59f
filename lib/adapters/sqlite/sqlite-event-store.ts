import type { EventStore, RefusedTerm } from '../../app/ports/event-store';
import type { LoadRowJudge } from '../../app/ports/judging/row-judge';
import { recordNames } from '../../core/match/record-names';
import { isJsonObject } from '../../core/record/json';
import type { CatalogueEntry } from '../../core/rows/catalogue';
import type { EventKey } from '../../core/rows/event-keys';
import { type EventRow, STANDING_ATTRIBUTES, type StandingRow } from '../../core/rows/event-row';
import { standingRow } from '../../core/rows/row-codec';
import type { TermRow } from '../../core/rows/term-row';
import { CaughtCells } from './caught-cells';
import { cellsOf, EVENT_COLUMNS, rowShape } from './event-columns';
import { EventLoopTurns } from './event-loop-turns';
import { Kinds } from './kinds/kinds';
import { cataloguedPartitions } from './sqlite-catalogue';
import type { SqliteConnection } from './sqlite-connection';
import { type KnownEvent, omitsResources, SqliteTerms } from './sqlite-terms';
import { LOCAL_TABLE_NAMES } from './table-names';
import type { Texts } from './texts';
import { sortKeyOf } from './values/sort-key';

const NAMES = EVENT_COLUMNS.map(({ name }) => name);
const ADD = `INSERT OR IGNORE INTO events (partition, at, key, kind, names, caught, ${NAMES.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ${NAMES.map(() => '?').join(', ')})`;
const REPLACE = `UPDATE events SET kind = ?, names = ?, caught = ?, ${NAMES.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;

const STANDING = rowShape([...STANDING_ATTRIBUTES, 'marks']);
const FIND = `SELECT e.id, ${STANDING.columns} FROM events e WHERE e.partition = ? AND e.at = ? AND e.key = ?`;

const CATALOGUE = 'INSERT OR IGNORE INTO partitions (name, version) VALUES (?, ?)';

/** The event under a key: its number, and what it says about itself. */
interface Standing {
  readonly id: number;
  readonly at: number;
  readonly row: StandingRow;
  readonly marks: unknown;
}

/** Writes events, terms and the catalogue. The first writer of a key wins. */
export class SqliteEventStore implements EventStore {
  private readonly terms: SqliteTerms;
  private readonly kinds: Kinds;
  private readonly caught: CaughtCells;
  private readonly turns = new EventLoopTurns();

  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
    judge?: LoadRowJudge,
  ) {
    this.kinds = new Kinds(connection);
    this.caught = new CaughtCells(texts, judge);
    this.terms = new SqliteTerms(connection, texts, (key) => this.known(key));
  }

  async putNew(row: EventRow): Promise<StandingRow | undefined> {
    const ready = this.caught.ready();
    if (ready) await ready;
    return this.connection.write(() => {
      const { at, key } = sortKeyOf(row.eventTimeId);
      const [partition, cells] = [this.texts.idOf(row.eventName), cellsOf(row, this.texts)];
      const kind = this.kinds.idOf(partition, at, cells);
      const told = [this.namesOf(row), this.caught.of(row)];
      const { changes, id } = this.connection.run(ADD, [partition, at, key, kind, ...told, ...cells]);
      if (changes === 0) return this.standing(row)?.row;
      this.terms.note(row, knownEvent(id, at, row));
      return undefined;
    });
  }

  async refresh(row: EventRow): Promise<boolean> {
    const ready = this.caught.ready();
    if (ready) await ready;
    return this.connection.write(() => {
      const standing = this.standing(row);
      const isSame = standing?.row.recordSha256 === row.recordSha256;
      if (!standing || !isSame || standing.row.indexVersion >= row.indexVersion) return false;
      const cells = cellsOf(row, this.texts);
      const kind = this.kinds.idOf(this.texts.idOf(row.eventName), standing.at, cells);
      this.connection.run(REPLACE, [kind, this.namesOf(row), this.caught.of(row), ...cells, standing.id]);
      this.terms.note(row, knownEvent(standing.id, standing.at, row));
      return true;
    });
  }

  async putTerms(rows: readonly TermRow[]): Promise<readonly RefusedTerm[]> {
    this.connection.write(() => this.terms.put(rows));
    await this.turns.due();
    return [];
  }

  async catalogued(): Promise<readonly CatalogueEntry[]> {
    return cataloguedPartitions(this.connection, '').map(({ name, oldestVersion }) => ({
      partition: name,
      oldestVersion,
    }));
  }

  async addPartition({ partition, oldestVersion }: CatalogueEntry): Promise<void> {
    this.connection.write(() => this.connection.run(CATALOGUE, [partition, oldestVersion]));
  }

  /** The number of the names of a record's fields; null where nobody knows them. */
  private namesOf({ record }: EventRow): number | null {
    const names = isJsonObject(record) && !(record instanceof Uint8Array) ? recordNames(record) : undefined;
    return names === undefined ? null : this.texts.idOf(names);
  }

  private known(key: EventKey): KnownEvent | undefined {
    const standing = this.standing(key);
    return standing && knownEvent(standing.id, standing.at, { ...standing.row, marks: standing.marks });
  }

  /** The event under a key, within a write: its number, and what it says about itself. */
  private standing({ eventName, eventTimeId }: EventKey): Standing | undefined {
    const { at, key } = sortKeyOf(eventTimeId);
    const [id, ...cells] = this.connection.first(FIND, [this.texts.idOf(eventName), at, key]) ?? [];
    if (id === undefined) return undefined;
    const { eventName: _, eventTimeId: _key, marks, ...told } = STANDING.read(cells, eventName, this.texts);
    const row = standingRow(told, LOCAL_TABLE_NAMES.events);
    return { id: Number(id), at, row, marks };
  }
}

function knownEvent(
  id: number,
  at: number,
  { indexVersion, marks }: { readonly indexVersion: number; readonly marks?: unknown },
): KnownEvent {
  return { id, at, version: indexVersion, isWhole: !omitsResources(marks) };
}
