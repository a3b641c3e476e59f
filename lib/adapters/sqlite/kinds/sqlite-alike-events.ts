import type {
  AlikeEvents,
  AlikeEventsReader,
  AlikeRequest,
  CountedEvents,
  EventsOfHour,
  Judgement,
} from '../../../app/ports/counts/alike-events';
import { EVENT_ATTRIBUTES } from '../../../contract/tables';
import type { CorruptRows } from '../../../core/rows/corrupt-rows';
import type { ListedRow } from '../../../core/rows/event-row';
import { listedRow } from '../../../core/rows/row-codec';
import { rowShape } from '../event-columns';
import { tablesVersion, VERSION_WITH_KINDS } from '../schema/schema-steps';
import type { SqliteConnection } from '../sqlite-connection';
import { LOCAL_TABLE_NAMES } from '../table-names';
import type { Texts } from '../texts';
import { isTimeOfEvent, timeAt } from '../values/sort-key';
import { alikeColumns } from './alike-columns';
import { type AlikeScope, alikeScope } from './alike-scope';
import { eventKinds, type KindInHour } from './event-kinds';
import { KindValues } from './kind-values';

const LISTED = rowShape([...EVENT_ATTRIBUTES, 'recordSha256']);

const HOUR_SECONDS = 3_600;

/** Events that are equal in some columns: where these are in the cells of one of their kinds, and when they were. */
interface Group {
  readonly cells: readonly number[];
  times: number;
  first: number;
  last: number;
}

/** Which events have to be looked at one by one: those without a kind, those of one that is not known, and those of kinds. */
interface Apart {
  readonly kinds: ReadonlySet<number>;
  readonly hasUnkind: boolean;
  readonly hasUnknown: boolean;
}

/** Counts events by their kinds (`schema/schema-steps`): only one of each kind is read. */
export class SqliteAlikeEvents implements AlikeEventsReader {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly texts: Texts,
    private readonly corrupt?: CorruptRows,
  ) {}

  alike(request: AlikeRequest): CountedEvents | undefined {
    const tested = alikeColumns(request.tested);
    const lists = request.lists.map((list) => alikeColumns(list) ?? []);
    if (!tested || request.lists.some((list) => alikeColumns(list) === undefined) || !this.hasKinds()) return undefined;
    const scope = alikeScope(this.connection, this.texts, request);
    if (!scope) return undefined;
    const columns = [...new Set(['partition', ...tested, ...lists.flat()])];
    const { kinds, ...others } = eventKinds(this.connection, scope, columns);
    const values = new KindValues(this.texts, columns, kinds);
    const { counting, apart } = judged(kinds, values, values.columns(tested), request.judge);
    return {
      together: lists.map((list) => together(counting, values, values.columns(list))),
      hours: hoursOf(counting),
      apart: this.apart(scope, { kinds: apart, ...others }),
    };
  }

  /** A store that nobody has written to for long may have none. */
  private hasKinds(): boolean {
    return tablesVersion(this.connection) >= VERSION_WITH_KINDS;
  }

  private *apart({ sql, values }: AlikeScope, { kinds, hasUnkind, hasUnknown }: Apart): Generator<ListedRow> {
    const columns = `SELECT e.partition, ${LISTED.columns} ${sql}`;
    if (hasUnkind) yield* this.listed(`${columns} AND e.kind IS NULL`, values);
    if (hasUnknown) yield* this.listed(`${columns} AND e.kind NOT IN (SELECT id FROM kinds)`, values);
    if (kinds.size === 0) return;
    const ofKinds = `${columns} AND e.kind IN (SELECT value FROM json_each(?))`;
    yield* this.listed(ofKinds, [...values, JSON.stringify([...kinds])]);
  }

  private *listed(sql: string, values: AlikeScope['values']): Generator<ListedRow> {
    for (const [partition, ...cells] of this.connection.each(sql, values)) {
      const name = this.texts.nameOf(Number(partition));
      const read = () => listedRow(LISTED.read(cells, name, this.texts), LOCAL_TABLE_NAMES.events);
      yield* this.corrupt ? this.corrupt.without(read) : [read()];
    }
  }
}

/** The kinds that count, and those whose events have to be looked at. Kinds that are alike in what is tested are judged once. */
function judged(
  kinds: readonly KindInHour[],
  values: KindValues,
  tested: readonly number[],
  judge: AlikeRequest['judge'],
): { readonly counting: readonly KindInHour[]; readonly apart: Set<number> } {
  const known = new Map<string, Judgement>();
  const counting: KindInHour[] = [];
  const apart = new Set(kinds.filter(isUntimely).map(({ kind }) => kind));
  for (const kind of kinds) {
    if (apart.has(kind.kind)) continue;
    const text = textOf(kind.cells, tested);
    let judgement = values.areReadable(kind.cells) ? known.get(text) : 'apart';
    if (judgement === undefined) {
      judgement = judge(values.row(kind, tested));
      known.set(text, judgement);
    }
    if (judgement === 'counts') counting.push(kind);
    else if (judgement === 'apart') apart.add(kind.kind);
  }
  return { counting, apart };
}

/** An event with such a time is told by whoever reads it. */
function isUntimely({ first, last }: KindInHour): boolean {
  return !isTimeOfEvent(first) || !isTimeOfEvent(last);
}

function* together(
  kinds: readonly KindInHour[],
  values: KindValues,
  columns: readonly number[],
): Generator<AlikeEvents> {
  for (const group of groups(kinds, columns)) {
    yield { row: values.row(group, columns), times: group.times, last: timeAt(group.last) };
  }
}

function groups(kinds: readonly KindInHour[], columns: readonly number[]): Iterable<Group> {
  const found = new Map<string, Group>();
  for (const { cells, times, first, last } of kinds) {
    const text = textOf(cells, columns);
    const group = found.get(text);
    if (group === undefined) {
      found.set(text, { cells, times, first, last });
      continue;
    }
    group.times += times;
    if (first < group.first) group.first = first;
    if (last > group.last) group.last = last;
  }
  return found.values();
}

function* hoursOf(kinds: readonly KindInHour[]): Generator<EventsOfHour> {
  const hours = new Map<number, number>();
  for (const { first, times } of kinds) {
    const hour = Math.floor(first / HOUR_SECONDS);
    hours.set(hour, (hours.get(hour) ?? 0) + times);
  }
  for (const [hour, times] of hours) yield { time: timeAt(hour * HOUR_SECONDS), times };
}

function textOf(cells: readonly number[], columns: readonly number[]): string {
  let text = '';
  for (const column of columns) text += `${cells[column]},`;
  return text;
}
