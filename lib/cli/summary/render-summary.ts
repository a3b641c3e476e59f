import type { InAccount } from '../../core/summary/apart-by-account';
import type { EventGroups, GroupField } from '../../core/summary/event-groups';
import type { EventSummary, SummaryHead } from '../../core/summary/event-summary';
import type { Counted } from '../../core/summary/tally';
import type { Answer } from '../render/answer';
import { type Column, renderTable } from '../render/render-table';
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

/** A summary as an answer: one document, or one count a row, each with the list it is of. */
export function summaryAnswer(summary: EventSummary): Answer<Row> {
  return {
    rows: summaryRows(summary),
    fields: CSV_FIELDS,
    document: summary,
    rowsAsLines: true,
    table: (_, { width }) => summaryTables(summary, width),
  };
}

/** Groups of events as an answer, one group a row. */
export function groupsAnswer(
  summary: EventGroups,
  fields: readonly GroupField[],
): Answer<EventGroups['groups'][number]> {
  const named: readonly (GroupField | 'account')[] =
    accountColumn(summary.groups).length > 0 ? [...fields, 'account'] : fields;
  const columns = named.map(column);
  return {
    rows: summary.groups,
    fields: [...named, 'count', 'first', 'last'],
    document: summary,
    rowsAsLines: true,
    table: (groups, { width }) =>
      `${headline(summary)}\n${countTable(groups, columns, (row) => named.map((name) => text(row[name])), width, TOP_GROUPS)}`,
  };
}

function summaryTables(summary: EventSummary, width: number): string {
  const { byEvent, byActor, byResource, byOutcome, byAddress, byAccount, byRegion } = summary;
  const { byUserAgent, byAccessKey } = summary;
  const histogram =
    'perHour' in summary ? renderHistogram(summary.perHour, 'hour') : renderHistogram(summary.perDay, 'day');
  const tables = [
    timedTable(byEvent, [column('EVENT')], ({ eventName }) => [eventName], width),
    timedTable(
      byActor,
      [column('WHO'), { title: 'KNOWN BY', isOptional: true }, ...accountColumn(byActor)],
      ({ actor, actorSource, account = '' }) => [actor, actorSource ?? 'principal', account],
      width,
    ),
    timedTable(
      byResource,
      [column('ON WHAT'), { title: 'KIND', isOptional: true }, ...accountColumn(byResource)],
      ({ resource, kind, account = '' }) => [resource, kind, account],
      width,
    ),
    timedTable(byOutcome, [column('OUTCOME')], ({ outcome }) => [outcome], width),
    timedTable(byAddress, [column('FROM')], ({ sourceIPAddress }) => [sourceIPAddress], width),
    timedTable(byAccount, [column('ACCOUNT')], ({ recipientAccountId }) => [recipientAccountId], width),
    timedTable(byRegion, [column('REGION')], ({ awsRegion }) => [awsRegion], width),
    ...(byUserAgent ? [timedTable(byUserAgent, [column('WITH')], ({ userAgent }) => [userAgent], width)] : []),
    ...(byAccessKey
      ? [timedTable(byAccessKey, [column('ACCESS KEY')], ({ accessKeyId }) => [accessKeyId], width)]
      : []),
    histogram,
  ];
  return [headline(summary), ...(summary.total > 0 ? tables : [])].join('\n');
}

function headline({ since, until, total }: SummaryHead): string {
  const window = `${since ? `since ${since}` : 'from the first one kept'}${until ? ` until ${until}` : ''}`;
  return `${total} ${total === 1 ? 'event' : 'events'} ${window}\n`;
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
  const table = renderTable(
    titles,
    shown.map((row) => [String(row.count).padStart(width), ...cells(row)]),
    screenWidth,
  );
  return counts.length > top ? `${table}and ${counts.length - top} more\n` : table;
}

/** The same, with the first and the last time of each. */
function timedTable<Counts extends Counted<object>>(
  counts: readonly Counts[],
  columns: readonly Column[],
  cells: (row: Counts) => readonly string[],
  width: number,
): string {
  const timed = [...columns, { title: 'FIRST' }, { title: 'LAST' }];
  return countTable(counts, timed, (row) => [...cells(row), minute(row.first), minute(row.last)], width);
}

/** A time without its seconds. */
function minute(time: string | undefined): string {
  return time?.slice(0, 'YYYY-MM-DDTHH:mm'.length).replace('T', ' ') ?? '';
}

/** A column for the account, where one name lies in several. */
function accountColumn(counts: readonly InAccount[]): readonly Column[] {
  return counts.some(({ account }) => account !== undefined) ? [column('ACCOUNT')] : [];
}

function column(title: string): Column {
  return { title, least: LEAST_WIDTH, cutAt: 'middle' };
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
