import { eventNames } from '../../core/names/event-names';
import { namedText } from '../../core/names/named-text';
import type { InAccount } from '../../core/summary/apart-by-account';
import type { EventSummary } from '../../core/summary/event-summary';
import type { Counted } from '../../core/summary/tally';
import type { GivenNames } from '../names/given-names';
import { countColumns } from '../names/name-columns';
import { namedAccount, namedAddress } from '../names/named-event';
import type { Answer } from '../render/answer';
import { shownTimes, UTC } from '../render/clock';
import { accountColumn, column, headline, idColumn, type ShownIn, type SummaryStyle, timedTable } from './count-table';
import { renderHistogram } from './render-histogram';

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

/** The cell of that column; none where the counts have no such column, or the times after it would stand under wrong titles. */
function accountCell(counts: readonly InAccount[], names: GivenNames | undefined, account = ''): readonly string[] {
  return accountColumn(counts).map(() => namedAccount(account, names));
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
