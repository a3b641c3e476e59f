import { eventNames, type Nameable } from '../../core/names/event-names';
import { namedText, namesNote } from '../../core/names/named-text';
import type { InAccount } from '../../core/summary/apart-by-account';
import type { EventGroups, GroupField } from '../../core/summary/event-groups';
import type { EventSummary, SummaryHead } from '../../core/summary/event-summary';
import type { Counted } from '../../core/summary/tally';
import type { GivenNames } from '../names/given-names';
import { countColumns } from '../names/name-columns';
import { namedAccount, namedAddress } from '../names/named-event';
import type { Answer } from '../render/answer';
import { type Clock, type ShownTimes, shownTimes, timeText, UTC } from '../render/clock';
import { type Column, renderTable, titlesWithoutRoom } from '../render/render-table';
import { renderHistogram } from './render-histogram';

/** Lines that a table shows of each list of a summary, and of the groups that were asked for. */
const TOP = 10;
const TOP_GROUPS = 50;

/** The width to which a column of a table shrinks, in terminal cells: an account stays whole. */
const LEAST_WIDTH = 12;

/** The columns of a summary in CSV, named as in JSON; those that a list does not have stay empty. */
const CSV_FIELDS = [
  'list',
  'eventName',
  'actor',
  'actorSource',
  'resource',
  'kind',
  'account',
  'outcome',
  'start',
  'count',
  'first',
  'last',
  'sourceIPAddress',
  'recipientAccountId',
  'awsRegion',
  'userAgent',
  'accessKeyId',
] as const;

/** One count, with the list it is of. */
type Row = Readonly<Record<string, unknown>>;

/** How a summary is shown. */
export interface SummaryStyle {
  /** @default UTC */
  readonly clock?: Clock;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
}

/** A summary as an answer: one document, or one count a row, each with the list it is of. */
export function summaryAnswer(summary: EventSummary, { clock = UTC, names }: SummaryStyle = {}): Answer<Row> {
  return {
    rows: summaryRows(summary),
    fields: CSV_FIELDS,
    ...countColumns<Row>(names, (row) => row),
    document: summary,
    rowsAsLines: true,
    table: (_, { width }) => summaryTables(summary, { width, clock, names }),
  };
}

/** Groups of events as an answer, one group a row. */
export function groupsAnswer(
  summary: EventGroups,
  fields: readonly GroupField[],
  { clock = UTC, names }: SummaryStyle = {},
): Answer<EventGroups['groups'][number]> {
  const named: readonly (GroupField | 'account')[] =
    accountColumn(summary.groups).length > 0 ? [...fields, 'account'] : fields;
  const columns = named.map((name) => (names && ID_COLUMNS.includes(name) ? idColumn(name) : column(name)));
  return {
    rows: summary.groups,
    fields: [...named, 'count', 'first', 'last'],
    ...countColumns<EventGroups['groups'][number]>(names, namable),
    document: summary,
    rowsAsLines: true,
    table: (groups, { width }) =>
      `${headline(summary, { width, clock, names }, clock.zone)}\n${countTable(groups, columns, (row) => named.map((name) => groupText(row, name, names)), width, TOP_GROUPS)}`,
  };
}

/** The columns of groups that have IDs which may have names. */
const ID_COLUMNS: readonly string[] = ['account', 'recipientAccountId', 'sourceIPAddress'];

function groupText(
  group: EventGroups['groups'][number],
  name: GroupField | 'account',
  names: GivenNames | undefined,
): string {
  const value = text(group[name]);
  if (name === 'account' || name === 'recipientAccountId') return namedAccount(value, names);
  if (name === 'sourceIPAddress') return namedAddress(value, names);
  return name === 'actor' && names ? namedText(value, eventNames(namable(group), names.names).actor) : value;
}

/** A group as names are looked up for: by its texts. */
function namable(group: EventGroups['groups'][number]): Nameable & InAccount {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => typeof value === 'string'));
}

function summaryTables(summary: EventSummary, { width, clock, names }: ShownIn): string {
  const { byEvent, byActor, byResource, byOutcome, byAddress, byAccount, byRegion } = summary;
  const { byUserAgent, byAccessKey } = summary;
  const times = shownTimes(clock, timesOf(summary));
  const place = { width, times };
  const histogram =
    'perHour' in summary
      ? renderHistogram(summary.perHour, 'hour', clock)
      : renderHistogram(summary.perDay, 'day', clock);
  const tables = [
    timedTable(byEvent, [column('EVENT')], ({ eventName }) => [eventName], place),
    timedTable(
      byActor,
      [column('WHO'), { title: 'KNOWN BY', isOptional: true }, ...accountColumn(byActor)],
      (row) => [actorText(row, names), row.actorSource ?? 'principal', ...accountCell(byActor, names, row.account)],
      place,
    ),
    timedTable(
      byResource,
      [column('ON WHAT'), { title: 'KIND', isOptional: true }, ...accountColumn(byResource)],
      ({ resource, kind, account }) => [resource, kind, ...accountCell(byResource, names, account)],
      place,
    ),
    timedTable(byOutcome, [column('OUTCOME')], ({ outcome }) => [outcome], place),
    timedTable(
      byAddress,
      [names ? idColumn('FROM') : column('FROM')],
      ({ sourceIPAddress }) => [namedAddress(sourceIPAddress, names)],
      place,
    ),
    timedTable(
      byAccount,
      [names ? idColumn('ACCOUNT') : column('ACCOUNT')],
      ({ recipientAccountId }) => [namedAccount(recipientAccountId, names)],
      place,
    ),
    timedTable(byRegion, [column('REGION')], ({ awsRegion }) => [awsRegion], place),
    ...(byUserAgent ? [timedTable(byUserAgent, [column('WITH')], ({ userAgent }) => [userAgent], place)] : []),
    ...(byAccessKey
      ? [timedTable(byAccessKey, [column('ACCESS KEY')], ({ accessKeyId }) => [accessKeyId], place)]
      : []),
    histogram,
  ];
  return [headline(summary, { width, clock, names }, times.zone), ...(summary.total > 0 ? tables : [])].join('\n');
}

/** How many events in which window, and by which clock. */
function headline({ since, until, total }: SummaryHead, { width, clock, names }: ShownIn, zone: string): string {
  const from = since ? `since ${timeText(since, clock)}` : 'from the first one kept';
  const window = `${from}${until ? ` until ${timeText(until, clock)}` : ''}`;
  const counted = `${total} ${total === 1 ? 'event' : 'events'} ${window}`;
  const line = `${counted}; times in ${zone}`;
  const looked = names ? `\n${namesNote(names.file)}` : '';
  return `${line.length <= width ? line : `${counted}\ntimes in ${zone}`}${looked}\n`;
}

/** Where tables are shown, and by which clock. */
interface ShownIn {
  readonly width: number;
  readonly clock: Clock;
  readonly names: GivenNames | undefined;
}

/** The first and last times of everything that is counted. */
function timesOf(summary: EventSummary): readonly (string | undefined)[] {
  const counts: readonly (readonly Partial<Counted<object>>[])[] = [
    summary.byEvent,
    summary.byActor,
    summary.byResource,
    summary.byOutcome,
    summary.byAddress,
    summary.byAccount,
    summary.byRegion,
  ];
  return counts.flat().flatMap(({ first, last }) => [first, last]);
}

/** Counts under a title, with how many lines the table leaves out. */
function countTable<Counts extends { readonly count: number }>(
  counts: readonly Counts[],
  columns: readonly Column[],
  cells: (row: Counts) => readonly string[],
  screenWidth: number,
  top = TOP,
): string {
  const shown = counts.slice(0, top);
  const titles = [{ title: 'COUNT' }, ...columns];
  const width = 'COUNT'.length;
  const rows = shown.map((row) => [String(row.count).padStart(width), ...cells(row)]);
  const narrow = titlesWithoutRoom(titles, rows, screenWidth);
  const leftOut = narrow.length > 0 ? `no room for ${narrow.join(', ')} (--output json has all)\n` : '';
  const more = counts.length > top ? `and ${counts.length - top} more\n` : '';
  return `${renderTable(titles, rows, screenWidth)}${more}${leftOut}`;
}

/** The same, with the first and the last time of each. */
function timedTable<Counts extends Counted<object>>(
  counts: readonly Counts[],
  columns: readonly Column[],
  cells: (row: Counts) => readonly string[],
  { width, times }: { readonly width: number; readonly times: ShownTimes },
): string {
  const timed = [...columns, { title: 'FIRST' }, { title: 'LAST' }];
  return countTable(counts, timed, (row) => [...cells(row), times.minute(row.first), times.minute(row.last)], width);
}

/** A column for the account, where one name lies in several. */
function accountColumn(counts: readonly InAccount[]): readonly Column[] {
  return counts.some(({ account }) => account !== undefined) ? [column('ACCOUNT')] : [];
}

/** The cell of that column; none where the counts have no such column, or the times after it would stand under wrong titles. */
function accountCell(counts: readonly InAccount[], names: GivenNames | undefined, account = ''): readonly string[] {
  return accountColumn(counts).map(() => namedAccount(account, names));
}

function column(title: string): Column {
  return { title, least: LEAST_WIDTH, cutAt: 'middle' };
}

/** A column of IDs with names behind them: these are cut first. */
function idColumn(title: string): Column {
  return { title, least: LEAST_WIDTH };
}

function actorText({ actor, actorSource }: EventSummary['byActor'][number], names: GivenNames | undefined): string {
  if (names === undefined) return actor;
  const identity = actorSource === undefined ? { userIdentityArn: actor } : { actor, actorSource };
  return namedText(actor, eventNames(identity, names.names).actor);
}

function summaryRows(summary: EventSummary): readonly Row[] {
  return Object.entries(listsOf(summary)).flatMap(([list, counts]) => counts.map((count) => ({ list, ...count })));
}

function listsOf({
  since: _,
  until: _until,
  total: _total,
  ...lists
}: EventSummary): Readonly<Record<string, readonly object[]>> {
  return lists;
}

function text(value: unknown): string {
  return value === undefined ? '-' : String(value);
}
