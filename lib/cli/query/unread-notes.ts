import { type AnswerNote, incomplete } from '../../app/completeness/answer-note';
import { ownCommand } from '../terminal/own-command';

/** Refs that are named; of more, the number tells that there is something to look into. */
const NAMED_REFS = 5;

/** What to say of events whose record no row has room for, by their references. Empty if there are none. */
export function unreadNotes(refs: readonly string[]): readonly AnswerNote[] {
  if (refs.length === 0) return [];
  const rest = refs.length > NAMED_REFS ? ' …' : '';
  const named = `${refs.slice(0, NAMED_REFS).join(' ')}${rest}`;
  return [
    incomplete(
      `${refs.length} too large for a row, so that --record, --where and --contains cannot see the record (${ownCommand('show')} names its log file): ${named}`,
    ),
  ];
}
