import type { PageRequest } from '../../app/ports/event-reader';
import type { TermKey } from '../../app/ports/term-reader';
import { EVENT_ATTRIBUTES } from '../../contract/tables';
import type { Resource } from '../../core/resources/resource';
import type { ListedRow } from '../../core/rows/event-row';
import { CorruptRowError, eventRowOf, listedRow } from '../../core/rows/row-codec';
import { wholeRow } from '../../core/rows/term-fields';
import { type TermRow, termKey, termRows } from '../../core/rows/term-row';
import { EVIDENCE, type RowShape, rowShape } from './event-columns';
import { pageStatement, positionAt } from './page-position';
import type { Cell } from './readable-query';
import type { SqliteConnection } from './sqlite-connection';
import { LOCAL_TABLE_NAMES } from './table-names';
import type { Texts } from './texts';
import { sortKeyOf, timeAt } from './values/sort-key';
import { termRowJson } from './values/stored-term-row';

/** What the row of a term tells of its event: all but what only the row of the event has. */
const NAMES_TOLD = EVENT_ATTRIBUTES.filter((name) => name !== 'eventTime' && name !== 'recordIndex');
const TOLD = rowShape(NAMES_TOLD);
const TOLD_WITH_EVIDENCE = rowShape([...NAMES_TOLD, ...EVIDENCE]);
const WHOLE = rowShape(undefined);

/** Rows of one second are ordered by the ID of the event, then by its name, as one text. */
const TEXT = "CASE t.event WHEN 0 THEN t.sort ELSE e.key || '#' || trim(p.text, '\"') END";
const FROM =
  'FROM terms t LEFT JOIN events e ON e.id = t.event LEFT JOIN texts p ON p.id = e.partition WHERE t.term = ?';
const HEAD = `SELECT t.at, ${TEXT}, t.version, t.lean, t.row, e.partition`;
const [ROW, PARTITION, HEAD_COLUMNS] = [4, 5, 6];
const BY_KEY = `SELECT t.version, t.row, e.partition, ${WHOLE.columns} ${FROM} AND t.at = ? AND ${TEXT} = ?`;

/** The prefix of terms that stand for a resource. */
const OF_RESOURCE = 'resource=';

/** A part of what a term leads to. Each row is read by a call, which fails if it is corrupt. */
export interface TermPage {
  readonly rows: readonly (() => ListedRow)[];
  readonly items: number;
  readonly after: unknown;
}

/** The rows of terms: those that are written out, and those that say what their event does. */
export class SqliteTermRows {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
  ) {}

  /** A page of what the term of that number leads to. */
  page(term: number, request: PageRequest): TermPage {
    const page = pageStatement(request, 't.at', TEXT);
    const shape = request.withEvidence ? TOLD_WITH_EVIDENCE : TOLD;
    const found = this.connection.all(`${HEAD}, ${shape.columns} ${FROM} ${page.sql}`, [term, ...page.values]);
    const shown = found.slice(0, page.rows);
    const { value } = request.partition;
    this.texts.fetch(
      shown.flatMap((cells) =>
        cells[ROW] === null ? [cells[PARTITION], ...shape.shared(cells.slice(HEAD_COLUMNS))] : [],
      ),
    );
    const rows = shown.map((found) => () => {
      const [at, , version, lean, row, partition] = found;
      if (partition === null && row === null) throw leadingNowhere(value, Number(at));
      if (typeof row === 'string') return wholeRow(this.writtenRow(row), LOCAL_TABLE_NAMES.terms);
      const event = this.told(Number(version), Number(partition), found.slice(HEAD_COLUMNS), shape);
      return lean === 0 ? withOwnFirst(value, event) : event;
    });
    const last = found.length > page.rows ? shown.at(-1) : undefined;
    return { rows, items: shown.length, after: last && positionAt(Number(last[0]), String(last[1]), page) };
  }

  /** The row under a key, as a deployed table would have it. */
  row({ term, eventTimeIdName }: TermKey): TermRow | undefined {
    const id = this.texts.known(term);
    if (id === undefined) return undefined;
    const { at, key } = sortKeyOf(eventTimeIdName);
    const [version, row, partition, ...cells] = this.connection.first(BY_KEY, [id, at, key]) ?? [];
    if (version === undefined) return undefined;
    if (typeof row === 'string') return this.writtenRow(row);
    return this.writtenOut(term, Number(version), Number(partition), cells as readonly Cell[]);
  }

  private writtenRow(text: string): TermRow {
    return this.connection.json(termRowJson(text)) as TermRow;
  }

  private told(version: number, partition: number, cells: readonly Cell[], shape: RowShape): ListedRow {
    const attributes = shape.read(cells, this.texts.nameOf(partition), this.texts);
    // They were read for this row alone: a copy takes as long as reading them.
    return listedRow(Object.assign(attributes, { indexVersion: version }), LOCAL_TABLE_NAMES.events);
  }

  private writtenOut(term: string, version: number, partition: number, cells: readonly Cell[]): TermRow | undefined {
    const event = eventRowOf(WHOLE.read(cells, this.texts.nameOf(partition), this.texts), LOCAL_TABLE_NAMES.events);
    const { resources = [] } = event;
    const [own] = ownFirst(term, resources);
    const [row] = termRows({ ...event, indexVersion: version }, [{ key: term, resources: own }], resources);
    return row;
  }
}

/** The row of a term whose event is not there. */
function leadingNowhere(term: string, at: number): CorruptRowError {
  return new CorruptRowError(LOCAL_TABLE_NAMES.terms, `${term}/${timeAt(at)}`, 'event', 'the number of an event');
}

/** The event as the row of the term lists it: its own resources first, and no list where there are none. */
function withOwnFirst(term: string, event: ListedRow): ListedRow {
  const { resources } = event;
  if (resources === undefined || resources.length === 1) return event;
  if (resources.length > 1) {
    return term.startsWith(OF_RESOURCE) ? { ...event, resources: ownFirst(term, resources).flat() } : event;
  }
  const { resources: _, ...others } = event;
  return others;
}

/** The resources that a term stands for, and the others. */
function ownFirst(term: string, resources: readonly Resource[]): readonly [readonly Resource[], readonly Resource[]] {
  if (!term.startsWith(OF_RESOURCE)) return [[], resources];
  const isOwn = ({ id }: Resource) => termKey('resource', id) === term;
  return [resources.filter(isOwn), resources.filter((each) => !isOwn(each))];
}
