import { type EmptyAnswerHint, hintText } from '../../app/ask/hints/empty-answer-hint';
import { emptyAnswerHints } from '../../app/ask/hints/empty-answer-hints';
import { incomplete } from '../../app/completeness/answer-note';
import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import { coverageNotes } from '../../app/completeness/coverage';
import { EMPTY_STORE, isEmptyStore } from '../../app/completeness/empty-store';
import type { NoteMessage, NotePart } from '../../core/explorer/messages';
import { type PageAddress, writePage } from '../../core/explorer/page-address';
import { changedPage } from '../../core/explorer/question-moves';
import type { PlannedQuery } from '../../core/query/planned-query';
import { safeText } from '../../core/text/safe-text';
import { ownCommand } from '../terminal/own-command';
import { flagsOf } from './asked-flags';
import type { Asking } from './asking';

/** What `query` says of the same answer on stderr: what it may lack and, if it is empty, why. `page` is what is answered. */
export async function sendLacks(
  asking: Asking,
  question: PlannedQuery,
  count: number,
  page: PageAddress,
): Promise<void> {
  const deps = asking.dependencies();
  if (count === 0 && (await isEmptyStore(deps))) {
    const text = `${EMPTY_STORE}: ingest log files first (${ownCommand('ingest')}, or backfill for a stack)`;
    await asking.sendNotes([incomplete(text), ...corruptRowNotes(asking.corrupt)]);
    return;
  }
  await asking.sendNotes(await coverageNotes(deps, question));
  const { where = [], contains = [] } = flagsOf(page.question);
  const hints = count > 0 ? [] : await emptyAnswerHints(deps, question, { where, contains });
  for (const hint of hints) await asking.send(hintMessage(hint, page));
  await asking.sendNotes(corruptRowNotes(asking.corrupt));
}

/** The words that a terminal has, with the pages that answer the questions in them. */
function hintMessage(hint: EmptyAnswerHint, page: PageAddress): NoteMessage {
  const text = safeText(hintText(hint));
  const parts = hint.map((part): NotePart => {
    if (typeof part === 'string') return { text: safeText(part) };
    const next = changedPage(page, part);
    return { text: safeText(part.text), ...(next && { address: writePage(next) }) };
  });
  return { type: 'note', kind: 'hint', text, ...(parts.some(({ address }) => address !== undefined) && { parts }) };
}
