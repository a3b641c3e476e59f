import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { type AnswerNote, incomplete } from './answer-note';

/** Rows that are named; of more, the number tells that there is something to look into. */
const NAMED = 5;

/** What corrupt rows an answer was made without: each by its key, and what is wrong with it. */
export function corruptRowNotes(corrupt: CorruptRows): readonly AnswerNote[] {
  const rows = corrupt.list();
  if (rows.length === 0) return [];
  const rest = rows.length > NAMED ? `; and ${rows.length - NAMED} more` : '';
  const count = `${rows.length} corrupt row${rows.length === 1 ? '' : 's'}, left out or answered in part`;
  const named = rows.slice(0, NAMED).map((row) => `${row.shownKey}: ${row.problem}`);
  return [incomplete(`${count}: ${named.join('; ')}${rest}`)];
}
