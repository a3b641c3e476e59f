import type { InAccount } from '../../core/query/apart-by-account';
import type { EventGroups, GroupField } from '../../core/query/event-groups';
import type { EventSummary, SummaryHead, SummaryLists } from '../../core/query/event-summary';
import type { TimeBucket } from '../../core/query/timeline';
import type { Answer } from '../render/answer';
import { type Column, renderTable } from '../render/render-table';
import { renderHistogram } from './render-histogram';

/** Lines that a table shows of each list of a summary, and of the groups that were asked for. */
const TOP = 10;
const TOP_GROUPS = 50;

/** The width of a column of a table that can grow, in terminal cells. */
const MAX_WIDTH = 56;

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
    table: () => summaryTables(summary),
  };
}

/** Groups of events as an answer, one group a row. */
export function groupsAnswer(
  summary: EventGroups,
  fields: readonly GroupField[],
): Answer<EventGroups['groups'][number]> {
  const named: readonly (GroupField | 'account')[] =
    accountColumn(summary.groups).length > 0 ? [...fields, 'account'] : fields;
  const columns = named.map((field) => ({ title: field, maxWidth: MAX_WIDTH }));
  return {
    rows: summary.groups,
    fields: [...named, 'count'],
    document: summary,
    rowsAsLines: true,
    table: (groups) =>
      `${headline(summary)}\n${countTable(groups, columns, (row) => named.map((name) => text(row[name])), TOP_GROUPS)}`,
  };
}

function summaryTables(summary: EventSummary): string {
  const { byEvent, byActor, byResource, byOutcome } = summary;
  const histogram =
    'perHour' in summary ? renderHistogram(summary.perHour, 'hour') : renderHistogram(summary.perDay, 'day');
  const tables = [
    countTable(byEvent, [column('EVENT')], ({ eventName }) => [eventName]),
    countTable(
      byActor,
      [column('WHO'), column('KNOWN BY'), ...accountColumn(byActor)],
      ({ actor, actorSource, account = '' }) => [actor, actorSource ?? 'principal', account],
    ),
    countTable(
      byResource,
      [column('ON WHAT'), column('KIND'), ...accountColumn(byResource)],
      ({ resource, kind, account = '' }) => [resource, kind, account],
    ),
    countTable(byOutcome, [column('OUTCOME')], ({ outcome }) => [outcome]),
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
  top = TOP,
): string {
  const shown = counts.slice(0, top);
  const titles = [{ title: 'COUNT' }, ...columns];
  const width = 'COUNT'.length;
  const table = renderTable(
    titles,
    shown.map((row) => [String(row.count).padStart(width), ...cells(row)]),
  );
  return counts.length > top ? `${table}and ${counts.length - top} more\n` : table;
}

/** A column for the account, where one name lies in several. */
function accountColumn(counts: readonly InAccount[]): readonly Column[] {
  return counts.some(({ account }) => account !== undefined) ? [column('ACCOUNT')] : [];
}

function column(title: string): Column {
  return { title, maxWidth: MAX_WIDTH };
}

function summaryRows(summary: EventSummary): readonly Row[] {
  return Object.entries(listsOf(summary)).flatMap(([list, counts]) => counts.map((count) => ({ list, ...count })));
}

function listsOf(summary: EventSummary): Readonly<Record<string, readonly object[]>> {
  const { byEvent, byActor, byResource, byOutcome } = summary satisfies SummaryLists;
  const times: Readonly<Record<string, readonly TimeBucket[]>> =
    'perHour' in summary ? { perHour: summary.perHour } : { perDay: summary.perDay };
  return { byEvent, byActor, byResource, byOutcome, ...times };
}

function text(value: unknown): string {
  return value === undefined ? '-' : String(value);
}
