import type { AlikeEvents, AlikeEventsReader, AlikeRequest, CountedEvents } from '../../app/ports/counts/alike-events';
import { EVENT_ATTRIBUTES } from '../../contract/tables';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { ListedRow } from '../../core/rows/event-row';
import { CorruptRowError, listedRow } from '../../core/rows/row-codec';
import { alikeColumns } from './alike-columns';
import { type AlikeScope, alikeScope, IS_ODD } from './alike-scope';
import { rowShape } from './event-columns';
import type { Cell } from './readable-query';
import type { SqliteConnection } from './sqlite-connection';
import { LOCAL_TABLE_NAMES } from './table-names';
import type { Texts } from './texts';
import { eventTimeIdOf, timeAt } from './values/sort-key';

const LISTED = rowShape([...EVENT_ATTRIBUTES, 'recordSha256']);

/** The hour of an event, counted from one so early that none comes before it. */
const HOUR = '(e.at + 3600000000000) / 3600';

/** How groups are read. */
interface Groups {
  readonly scope: AlikeScope;
  /** What is equal in a group, as in a list of columns: what many differ in, then the partition, and whether they are odd. */
  readonly equal: readonly string[];
  /** The columns among them, the marks being one. */
  readonly names: readonly string[];
  readonly isWhole: AlikeRequest['isWhole'];
}

/** Which events to look at one by one: those of these groups. `marks` are those of the groups of each partition. */
interface Apart {
  readonly groups: Set<string>;
  readonly marks: Map<number, Set<number>>;
}

/** Of how many groups texts are read at once: fewer values than stay in memory. */
const TEXTS_OF = 256;

/** Stands for no marks, where a number has to. */
const NO_MARKS = -1;

/** Counts events by grouping them in the database: only one of each kind is read. */
export class SqliteAlikeEvents implements AlikeEventsReader {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
    private readonly corrupt?: CorruptRows,
  ) {}

  alike(request: AlikeRequest): CountedEvents | undefined {
    const names = alikeColumns(request.fields);
    const scope = names && alikeScope(this.connection, this.texts, request);
    if (!names || !scope) return undefined;
    const hour = request.isHourly ? [HOUR] : [];
    const equal = [...names.map((name) => `e.${name}`), 'e.partition', IS_ODD, ...hour];
    const groups: Groups = { scope, names, equal, isWhole: request.isWhole };
    const apart: Apart = { groups: new Set(), marks: new Map() };
    return { together: this.together(groups, apart), apart: this.apart(groups, apart) };
  }

  private *together(groups: Groups, apart: Apart): Generator<AlikeEvents> {
    const { scope, equal, isWhole } = groups;
    const sql = `SELECT ${equal.join(', ')}, min(e.at), max(e.at), count(*) ${scope.sql} GROUP BY ${byPlace(equal)}`;
    for (const cells of this.withTexts(this.connection.each(sql, scope.values), groups)) {
      const [first, last, times] = cells.slice(equal.length).map(Number) as [number, number, number];
      const row = this.shared(cells, first, groups);
      if (row && isWhole(row)) yield { row, times, last: timeAt(last) };
      else setApart(apart, groups, cells);
    }
  }

  /** The same groups. The texts of many of them are read at once. */
  private *withTexts(rows: Iterable<readonly Cell[]>, { names }: Groups): Generator<readonly Cell[]> {
    for (const some of inBatches(rows, TEXTS_OF)) {
      this.texts.fetch(some.flatMap((cells) => cells.slice(0, names.length + 1)));
      yield* some;
    }
  }

  /** What the events of a group share; undefined if they have to be looked at one by one. */
  private shared(cells: readonly Cell[], first: number, { names }: Groups): ListedRow | undefined {
    const [partition, isOdd] = cells.slice(names.length);
    if (isOdd === 1) return undefined;
    const attributes: Record<string, unknown> = {
      eventName: this.texts.valueOf(Number(partition)),
      eventTimeId: eventTimeIdOf({ at: first, key: '' }),
    };
    for (const [index, name] of names.entries()) {
      const cell = cells[index];
      if (typeof cell === 'number') attributes[name] = this.texts.valueOf(cell);
    }
    try {
      return listedRow(attributes, LOCAL_TABLE_NAMES.events);
    } catch (error) {
      if (error instanceof CorruptRowError) return undefined;
      throw error;
    }
  }

  private *apart({ scope, equal }: Groups, apart: Apart): Generator<ListedRow> {
    for (const [partition, marks] of apart.marks) {
      const meant = `(${IS_ODD} OR ifnull(e.marks, ${NO_MARKS}) IN (${[...marks].join(', ')}))`;
      const columns = [...equal, LISTED.columns].join(', ');
      const sql = `SELECT ${columns} ${scope.sql} AND e.partition = ${partition} AND ${meant}`;
      const name = String(this.texts.valueOf(partition));
      for (const cells of this.connection.each(sql, scope.values)) {
        if (!apart.groups.has(textOf(cells, equal.length))) continue;
        const read = () =>
          listedRow(LISTED.read(cells.slice(equal.length), name, this.texts), LOCAL_TABLE_NAMES.events);
        yield* this.corrupt ? this.corrupt.without(read) : [read()];
      }
    }
  }
}

function* inBatches<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function setApart({ groups, marks }: Apart, { names, equal }: Groups, cells: readonly Cell[]): void {
  groups.add(textOf(cells, equal.length));
  const partition = Number(cells[names.length]);
  const known = marks.get(partition) ?? new Set();
  marks.set(partition, known.add(Number(cells[names.indexOf('marks')] ?? NO_MARKS)));
}

function textOf(cells: readonly Cell[], length: number): string {
  return cells.slice(0, length).join(' ');
}

/** `1, 2, 3` for so many columns. */
function byPlace({ length }: readonly unknown[]): string {
  return Array.from({ length }, (_, index) => index + 1).join(', ');
}
