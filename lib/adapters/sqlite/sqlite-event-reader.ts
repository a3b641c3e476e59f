import type { EventReader, JoinedRequest, Page, PageRequest, RowCount } from '../../app/ports/event-reader';
import { EVENT_ATTRIBUTES, EVENTS_TABLE } from '../../contract/tables';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { EventKey } from '../../core/rows/event-keys';
import { type EventRow, INDEX_VERSION, type ListedRow } from '../../core/rows/event-row';
import { eventRowOf, listedRow } from '../../core/rows/row-codec';
import { EVIDENCE, type RowShape, rowShape } from './event-columns';
import { EventLoopTurns } from './event-loop-turns';
import { joinedPartitions, joinedPositionAt } from './joined/joined-page';
import { sievedPage } from './joined/sieved-page';
import { type PageStatement, pageStatement, positionAt } from './page-position';
import type { Cell } from './readable-query';
import { RecordCandidates } from './record-candidates';
import { tablesVersion, VERSION_WITH_CAUGHT, VERSION_WITH_NAMES } from './schema/schema-steps';
import { cataloguedPartitions } from './sqlite-catalogue';
import type { Bound, SqliteConnection } from './sqlite-connection';
import type { SqliteReadMeter } from './sqlite-read-meter';
import { SqliteTermRows } from './sqlite-term-rows';
import { LOCAL_TABLE_NAMES } from './table-names';
import type { Texts } from './texts';
import { sortKeyOf } from './values/sort-key';

const [BY_PRINCIPAL] = EVENTS_TABLE.indexes;

/** What the rows of each way to read events have (`contract/tables`). */
const WHOLE = rowShape(undefined);
const WITHOUT_RECORD = rowShape([...EVENT_ATTRIBUTES, 'recordSha256']);
const OF_PRINCIPAL = rowShape([...BY_PRINCIPAL.projected, BY_PRINCIPAL.partitionKey]);
const OF_PRINCIPAL_WITH_EVIDENCE = rowShape([...BY_PRINCIPAL.projected, BY_PRINCIPAL.partitionKey, ...EVIDENCE]);

const NOT_EXPIRED = '(expiresAt IS NULL OR expiresAt > ?)';
const COUNT = `SELECT count(*) FROM (SELECT 1 FROM events WHERE partition = ? AND ${NOT_EXPIRED} LIMIT ?)`;
const PLACE = 'SELECT at, key FROM events WHERE id = ?';
const WHOLE_OF = `SELECT e.partition, ${WHOLE.columns} FROM events e WHERE e.id IN (SELECT value FROM json_each(?))`;
const BY_IDS = {
  ASC: `${WHOLE_OF} ORDER BY e.at ASC, e.key ASC`,
  DESC: `${WHOLE_OF} ORDER BY e.at DESC, e.key DESC`,
};
/** The rows of a list of keys, each with its place in the list. */
const OF_KEYS =
  'FROM json_each(?) k CROSS JOIN events e ON e.partition = k.value ->> 0 AND e.at = k.value ->> 1 AND e.key = k.value ->> 2';
const BY_KEYS = `SELECT e.partition, ${WHOLE.columns} ${OF_KEYS} ORDER BY k.key`;
/** The number of a text that each of them has, in a column of a later version of the tables. */
const NAMES_BY_KEYS = `SELECT k.key, e.names ${OF_KEYS}`;
const CAUGHT_BY_KEYS = `SELECT k.key, e.caught ${OF_KEYS}`;

/**
 * Reads events by partition and time, or by key. A corrupt row is left out and taken note of where somebody collects
 * them, else `CorruptRowError`.
 */
export class SqliteEventReader implements EventReader {
  private readonly terms: SqliteTermRows;
  private readonly candidates: RecordCandidates;
  /** Between pages, what was found is written, and whoever asked can say that they have gone. */
  private readonly turns = new EventLoopTurns();

  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
    private readonly meter: SqliteReadMeter,
    private readonly corrupt?: CorruptRows,
  ) {
    this.terms = new SqliteTermRows(connection, texts);
    this.candidates = new RecordCandidates(connection, texts);
  }

  async page(request: PageRequest): Promise<Page> {
    await this.turns.due();
    const { table } = request.partition;
    const page = table === 'terms' ? this.pageOfTerm(request) : this.pageOfEvents(request);
    this.meter.add(request.partition, request.since, request.until, page.items);
    return page;
  }

  readonly joinedPage = async (request: JoinedRequest): Promise<Page> => {
    await this.turns.due();
    const { partitions, since, until } = request;
    this.texts.fetchKnown(partitions);
    const joined = joinedPartitions(partitions, (name) => this.texts.known(name));
    const read = { partitions: joined, columns: WITHOUT_RECORD.columns };
    const page = sievedPage(this.connection, this.texts, read, request);
    const shown = page.found.slice(0, page.rows);
    this.texts.fetch(shown.flatMap((row) => WITHOUT_RECORD.shared(row.slice(1))));
    const items = joined.map(() => 0);
    const rows = shown.flatMap((row) => {
      const [rank, cells] = [Number(row[0]), row.slice(1)];
      items[rank] = (items[rank] ?? 0) + 1;
      if (cells.length === 0) return [];
      return this.readable(() => listedIn(WITHOUT_RECORD.read(cells, joined[rank]?.name ?? '', this.texts)));
    });
    for (const [rank, { name }] of joined.entries()) {
      this.meter.add({ table: 'events', value: name }, since, until, items[rank] ?? 0);
    }
    const last = page.found.length > page.rows ? shown.at(-1) : undefined;
    return { rows, read: shown.length, after: last && joinedPositionAt(last) };
  };

  async count(eventName: string, most: number, now: Date): Promise<RowCount> {
    const partition = this.texts.known(eventName);
    if (partition === undefined) return { rows: 0, isWhole: true };
    const [count] = this.connection.first(COUNT, [partition, Math.floor(now.getTime() / 1000), most + 1]) ?? [];
    return { rows: Number(count), isWhole: Number(count) <= most };
  }

  async rows(keys: readonly EventKey[]): Promise<readonly EventRow[]> {
    this.texts.fetchKnown([...new Set(keys.map(({ eventName }) => eventName))]);
    const places = keys.flatMap((key) => this.placeOf(key));
    const found = places.length === 0 ? [] : this.connection.all(BY_KEYS, [JSON.stringify(places)]);
    this.texts.fetch(found.flatMap(([name, ...cells]) => [name, ...WHOLE.shared(cells)]));
    const rows = found.flatMap(([name, ...cells]) => this.readable(() => this.whole(Number(name), cells)));
    this.meter.addRows(rows.length);
    return rows;
  }

  readonly recordNames = async (keys: readonly EventKey[]) => this.textsOf(keys, NAMES_BY_KEYS, VERSION_WITH_NAMES);

  readonly catches = async (keys: readonly EventKey[]) => this.textsOf(keys, CAUGHT_BY_KEYS, VERSION_WITH_CAUGHT);

  async catalogue(prefix: string): Promise<readonly string[]> {
    return cataloguedPartitions(this.connection, prefix).map(({ name }) => name);
  }

  async olderPartitions(): Promise<readonly string[]> {
    const older = cataloguedPartitions(this.connection, '').filter(
      ({ oldestVersion }) => oldestVersion < INDEX_VERSION,
    );
    return older.map(({ name }) => name);
  }

  private pageOfTerm(request: PageRequest): Page & { readonly items: number } {
    const term = this.texts.known(request.partition.value);
    if (term === undefined) return NOTHING;
    const { rows, items, after } = this.terms.page(term, request);
    return { rows: rows.flatMap((read) => this.readable(read)), items, after };
  }

  private pageOfEvents(request: PageRequest): Page & { readonly items: number } {
    const { partition, withRecord, withEvidence } = request;
    const value = this.texts.known(partition.value);
    if (value === undefined) return NOTHING;
    const isByPrincipal = partition.table === 'byPrincipal';
    const shape = isByPrincipal
      ? withEvidence
        ? OF_PRINCIPAL_WITH_EVIDENCE
        : OF_PRINCIPAL
      : withRecord
        ? WHOLE
        : WITHOUT_RECORD;
    const condition = isByPrincipal ? 'e.userIdentityArn = ?' : 'e.partition = ?';
    const text = isByPrincipal ? "e.key || '#' || e.partition" : 'e.key';
    const page = pageStatement(request, 'e.at', text);
    const sql = `SELECT e.partition, ${text}, ${shape.columns} FROM events e WHERE ${condition} ${page.sql}`;
    const values = [value, ...page.values];
    if (request.mayAnswer && shape === WHOLE) return this.pageOfCandidates(request, page, values);
    const found = this.connection.all(sql, values);
    const shown = found.slice(0, page.rows);
    this.texts.fetch(shown.flatMap((row) => [row[0], ...shape.shared(row.slice(2))]));
    const rows = shown.flatMap((row) => this.readable(() => this.listed(Number(row[0]), row.slice(2), shape)));
    const last = found.length > page.rows ? shown.at(-1) : undefined;
    return { rows, items: shown.length, after: last && positionAt(Number(last[2]), String(last[1]), page) };
  }

  /** A page of whole rows, of which only those are read whose record may be of use. */
  private pageOfCandidates(request: PageRequest, page: PageStatement, values: readonly Bound[]) {
    const { shown, last, ids } = this.candidates.page(request, page, values);
    const order = request.oldestFirst ? 'ASC' : 'DESC';
    const candidates = ids.length === 0 ? [] : this.connection.all(BY_IDS[order], [`[${ids}]`]);
    const rows = candidates.flatMap(([name, ...cells]) => this.readable(() => this.listed(Number(name), cells, WHOLE)));
    const [at, key] = (last === undefined ? undefined : this.connection.first(PLACE, [last])) ?? [];
    const after = at === undefined ? undefined : positionAt(Number(at), String(key), page);
    return { rows, items: shown, read: shown, after };
  }

  private listed(partition: number, cells: readonly Cell[], shape: RowShape): ListedRow {
    return listedIn(shape.read(cells, this.texts.nameOf(partition), this.texts));
  }

  /** The columns of a key; none if no row can have it. */
  private placeOf({ eventName, eventTimeId }: EventKey): readonly (readonly [number, number, string])[] {
    const partition = this.texts.known(eventName);
    const { at, key } = sortKeyOf(eventTimeId);
    return partition === undefined ? [] : [[partition, at, key]];
  }

  /** A text of the event of each key, in the order of the keys: what tables of a version have as a number. */
  private textsOf(keys: readonly EventKey[], sql: string, version: number): readonly (string | undefined)[] {
    if (tablesVersion(this.connection) < version) return keys.map(() => undefined);
    this.texts.fetchKnown([...new Set(keys.map(({ eventName }) => eventName))]);
    // A key that no row can have keeps its place.
    const places = keys.map((key) => this.placeOf(key)[0] ?? []);
    const found = this.connection.all(sql, [JSON.stringify(places)]);
    this.texts.fetch(found.map(([, number]) => number));
    const texts = new Map(found.map(([place, number]) => [place, this.textOf(number)]));
    return keys.map((_, place) => texts.get(place));
  }

  private textOf(number: Cell | undefined): string | undefined {
    return typeof number === 'number' && number > 0 ? this.texts.nameOf(number) : undefined;
  }

  private whole(partition: number, cells: readonly Cell[]): EventRow {
    const attributes = WHOLE.read(cells, this.texts.nameOf(partition), this.texts);
    return eventRowOf(attributes, LOCAL_TABLE_NAMES.events);
  }

  private readable<Row>(read: () => Row): readonly Row[] {
    return this.corrupt ? this.corrupt.without(read) : [read()];
  }
}

function listedIn(attributes: ReturnType<RowShape['read']>): ListedRow {
  return listedRow(attributes, LOCAL_TABLE_NAMES.events);
}

const NOTHING = { rows: [], items: 0, after: undefined } as const;
