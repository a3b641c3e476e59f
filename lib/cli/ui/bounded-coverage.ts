import { type AnswerNote, note } from '../../app/completeness/answer-note';
import { deliveryPlaces } from '../../app/completeness/delivery-places';
import { type Question, valuesOf } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import { byDayScope } from '../status/status-by-day';
import { flagsOf } from './asked-flags';
import type { Asking } from './asking';

/** The most days of an answer, and the most days of all accounts and regions together: a page has to hold them. */
const MOST_DAYS = 366;
const MOST_CELLS = 20_000;

const DAY_MS = 86_400_000;
const DATE_LENGTH = 'YYYY-MM-DD'.length;

/**
 * A question about deliveries with the last days of its window alone, if it has too many, and a note that says so. A window
 * without a beginning has too many. Throws what the command line throws for times that make no sense.
 */
export async function boundedCoverage(
  asking: Asking,
  question: Question,
): Promise<{ readonly question: Question; readonly notes: readonly AnswerNote[] }> {
  const { since, until, during } = flagsOf(question);
  const places = { account: valuesOf(question, 'account'), region: valuesOf(question, 'region') };
  const isOpen = since === 'all';
  const window = { ...(until !== undefined && { until }), ...(during !== undefined && { during }) };
  const scope = byDayScope({ ...window, ...(since !== undefined && !isOpen && { since }), ...places }, asking.now);
  const most = await mostDays(asking, scope);
  const lastDay = Math.floor((Date.parse(scope.until) - 1) / DAY_MS);
  const days = lastDay - Math.floor(Date.parse(scope.since) / DAY_MS) + 1;
  if (!isOpen && days <= most) return { question, notes: [] };
  const first = new Date((lastDay - most + 1) * DAY_MS).toISOString().slice(0, DATE_LENGTH);
  const end = until ?? (during === undefined ? undefined : scope.until);
  const whole = isOpen ? '' : ` of ${days}`;
  const text = `coverage shows the last ${most}${whole} days here: ask for earlier ones by --until, or in a terminal`;
  return { question: inWindow(question, first, end), notes: [note(text)] };
}

/** Fewer days where there are many accounts and regions, but one. */
async function mostDays(asking: Asking, scope: ReturnType<typeof byDayScope>): Promise<number> {
  const places = deliveryPlaces(await asking.dependencies().receipts.newest(), scope);
  return Math.max(1, Math.min(MOST_DAYS, Math.floor(MOST_CELLS / Math.max(1, places.length))));
}
