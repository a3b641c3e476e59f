import { MARKER_FILE } from '../../core/export/export-files';
import { type ExportQuestion, markerText, otherQuestion } from '../../core/export/export-question';
import type { ExportTarget } from '../ports/export/export-target';
import { writeText } from './day-list';

/** A folder or prefix has the answer to another question. */
export class OtherQuestionError extends Error {
  constructor(
    readonly place: string,
    other: string,
  ) {
    super(
      `${place} has the answer to another question: ${other}; expected a place of its own for each question: name another folder or prefix`,
    );
    this.name = 'OtherQuestionError';
  }
}

/**
 * Makes sure that a place has the answer to one question, this one, and removes what a run left that was cut off. Gives how
 * much that was. Rejects with `OtherQuestionError`, and before anything is changed.
 */
export async function claimPlace(target: ExportTarget, place: string, question: ExportQuestion): Promise<number> {
  const marker = await target.read(MARKER_FILE);
  const other = marker === undefined ? undefined : otherQuestion(marker, question);
  if (other !== undefined) throw new OtherQuestionError(place, other);
  const removed = await target.cleanUp();
  if (marker === undefined) await writeText(target, MARKER_FILE, markerText(question));
  return removed;
}
