import { useMemo } from 'preact/hooks';
import type { PageAddress } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { inWindow, windowOf } from '../../core/explorer/question-moves';
import { type Answer, useAnswer } from '../answer/use-answer';
import { Coverage } from '../parts/coverage';
import type { DeliveredDay } from '../parts/coverage-days';

/** The most days that the strip shows: the last ones of the window. */
const MOST_DAYS = 92;
const DAY_MS = 86_400_000;

/** What was delivered in the window of an answer: every answer depends on it. */
export function CoverageOf({ answer, question }: { answer: Answer; question: Question }) {
  const buckets = answer.counts?.timeline.buckets;
  const [first, last] = [buckets?.[0]?.since, buckets?.at(-1)?.until];
  const isWhole = answer.phase !== 'loading';
  const page = useMemo(
    () => (isWhole ? coveragePage(question, first, last) : undefined),
    [isWhole, question, first, last],
  );
  const { document, notes } = useAnswer('coverage', page);
  const days = (document as { readonly days?: readonly DeliveredDay[] } | undefined)?.days;
  const shown = useMemo(() => days && lastDays(days), [days]);
  if (!page || !shown) return <div class="coverage waiting" aria-hidden="true" />;
  const isBounded = notes.some(({ kind }) => kind === 'note') || shown.length < (days?.length ?? 0);
  const isCut = isBounded || (first !== undefined && last !== undefined && isLonger(first, last));
  return <Coverage days={shown} question={question} isCut={isCut} />;
}

/** The days of the bars; where there are none, those of the window that is asked for, or what the status shows by itself. */
function coveragePage(question: Question, first: string | undefined, last: string | undefined): PageAddress {
  const places = question.filter(({ flag }) => flag === 'account' || flag === 'region');
  if (first === undefined || last === undefined)
    return { page: 'status', question: [...places, ...askedWindow(question)] };
  const end = Math.ceil(Date.parse(last) / DAY_MS) * DAY_MS;
  const begin = Math.max(Math.floor(Date.parse(first) / DAY_MS) * DAY_MS, end - MOST_DAYS * DAY_MS);
  return { page: 'status', question: inWindow(places, dayOf(begin), dayOf(end)) };
}

function askedWindow(question: Question): Question {
  const asked = windowOf(question);
  return asked.some(({ flag, value }) => flag !== 'until' && value !== 'all') ? asked : [];
}

/** The server gives more days than there is room for above a list. */
function lastDays(days: readonly DeliveredDay[]): readonly DeliveredDay[] {
  const last = days.at(-1)?.day;
  if (last === undefined) return days;
  const first = dayOf(Date.parse(last) - (MOST_DAYS - 1) * DAY_MS);
  return days.filter(({ day }) => day >= first);
}

function isLonger(first: string, last: string): boolean {
  return Date.parse(last) - Date.parse(first) > MOST_DAYS * DAY_MS;
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
