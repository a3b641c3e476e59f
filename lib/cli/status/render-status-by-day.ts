import type { ByDayScope, DeliveredDay } from '../../app/status/deliveries-by-day';
import { safeText } from '../../core/text/safe-text';
import type { Answer } from '../render/answer';
import { renderTable } from '../render/render-table';
import type { VerdictCheck } from '../verdict/verdict-check';

const FIELDS = [
  'day',
  'account',
  'region',
  'files',
  'unfinished',
  'records',
  'ssmRecords',
  'relatedRecords',
  'guardRecords',
  'quarantined',
] as const satisfies readonly (keyof DeliveredDay)[];

/** The columns of one account and region, which stand above them. */
const COUNTED = FIELDS.filter((field) => field !== 'account' && field !== 'region');
const TITLES = ['DAY (UTC)', 'FILES', 'UNFINISHED', 'RECORDS', 'SSM', 'RELATED', 'GUARD', 'QUARANTINED'].map(
  (title) => ({
    title,
  }),
);

/** Days that are named of a place without deliveries; of more, the number tells. */
const NAMED_DAYS = 5;

/** What was delivered by day as an answer: a row a day, account and region. */
export function byDayAnswer(days: readonly DeliveredDay[], check: VerdictCheck): Answer<DeliveredDay> {
  return {
    rows: days,
    fields: FIELDS,
    document: { check, days },
    rowsAsLines: true,
    table: (rows, { width }) =>
      [...byPlace(rows)]
        .map(([place, each]) => `${safeText(place)}\n${renderTable(TITLES, each.map(cellsOf), width)}`)
        .join('\n'),
  };
}

function cellsOf(day: DeliveredDay): readonly string[] {
  return COUNTED.map((field, at) => (at === 0 ? day.day : String(day[field]).padStart(TITLES[at]?.title.length ?? 0)));
}

/** The days of each account and region, in the order in which these come. */
function byPlace(days: readonly DeliveredDay[]): ReadonlyMap<string, readonly DeliveredDay[]> {
  const places = new Map<string, DeliveredDay[]>();
  for (const day of days) {
    const place = `${day.account} ${day.region}`;
    const before = places.get(place);
    if (before) before.push(day);
    else places.set(place, [day]);
  }
  return places;
}

/** What is missing of the days, a sentence for each account and region, and for a window of which nothing is known. */
export function missingDays(days: readonly DeliveredDay[], scope: ByDayScope): readonly string[] {
  if (days.length === 0) return [`no log file of ${whoseText(scope)} is indexed here`];
  return [...byPlace(days)].flatMap(([place, each]) => [
    ...sentence(
      place,
      'no log file was delivered on',
      each.filter(({ files }) => files === 0),
    ),
    ...sentence(
      place,
      'log files are not indexed to their end on',
      each.filter(({ unfinished }) => unfinished > 0),
    ),
  ]);
}

function sentence(place: string, what: string, days: readonly DeliveredDay[]): readonly string[] {
  if (days.length === 0) return [];
  const named = days.slice(0, NAMED_DAYS).map(({ day }) => day);
  const rest = days.length > NAMED_DAYS ? ` and ${days.length - NAMED_DAYS} more days` : '';
  return [`${place}: ${what} ${named.join(', ')}${rest}`];
}

function whoseText({ accounts, regions }: ByDayScope): string {
  return [...accounts, ...regions].join(' ') || 'any account and region';
}
