import { type AnswerNote, incomplete, note } from '../../app/completeness/answer-note';
import type { DayRange } from './export-window';
import type { KeptDay } from './write-days';

/** Days that a note names. */
const MOST_NAMED = 5;

/** How long after an event its log file may well come: CloudTrail mostly takes minutes, and tells no bound. */
const DAY_MS = 24 * 60 * 60 * 1_000;
const LATE_MS = DAY_MS;

/** What to say of files that were left as they are. Empty if there are none. */
export function keptNotes(kept: readonly KeptDay[]): readonly AnswerNote[] {
  if (kept.length === 0) return [];
  const rest = kept.length > MOST_NAMED ? ` and ${kept.length - MOST_NAMED} more` : '';
  const named = kept.slice(0, MOST_NAMED).map(keptText).join(', ');
  const days = kept.length === 1 ? '1 day' : `${kept.length} days`;
  return [
    incomplete(
      `of ${days}, files were left as they are, because the store has fewer events now (${named}${rest}): rows expire and corrupt rows are left out; if you want what the store has, export these days to another place`,
    ),
  ];
}

function keptText({ day, events, kept }: KeptDay): string {
  return kept === undefined ? `${day}: none` : `${day}: ${events} in place of ${kept}`;
}

/** What to say of days before CloudTrail was there. Empty if there are none. */
export function tooEarlyNotes(days: readonly string[]): readonly AnswerNote[] {
  if (days.length === 0) return [];
  const named = days.slice(0, MOST_NAMED).join(', ');
  const rest = days.length > MOST_NAMED ? ` and ${days.length - MOST_NAMED} more` : '';
  return [
    note(
      `days before CloudTrail was there are exported, but not in the range of Athena's statement (${named}${rest}): no call can have their time, so look at these records`,
    ),
  ];
}

/** What to say of the end of a window, whose last day with events is known: what is left out because it is not over, and what may still come. */
export function endNotes({ until, leftOut }: DayRange, lastDay: string | undefined, now: Date): readonly AnswerNote[] {
  const end = lastDay === undefined ? 0 : Date.parse(lastDay) + DAY_MS;
  const isFresh = end === Date.parse(until) && now.getTime() - end < LATE_MS;
  return [
    ...(leftOut === undefined ? [] : [note(`${leftOut} is not over and left out`)]),
    ...(isFresh ? [note('events of the last day may still be delivered: the same export tomorrow replaces it')] : []),
  ];
}
