import { emptyAnswerHints } from '../../app/ask/empty-answer-hints';
import { incomplete } from '../../app/completeness/answer-note';
import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import { coverageNotes } from '../../app/completeness/coverage';
import { EMPTY_STORE, isEmptyStore } from '../../app/completeness/empty-store';
import type { PlannedQuery } from '../../core/query/planned-query';
import { safeText } from '../../core/text/safe-text';
import { ownCommand } from '../terminal/own-command';
import type { AskedFlags } from './asked-flags';
import type { Asking } from './asking';

/** What `query` says of the same answer on stderr: what it may lack and, if it is empty, why. */
export async function sendLacks(
  asking: Asking,
  question: PlannedQuery,
  count: number,
  { where = [], contains = [] }: AskedFlags = {},
): Promise<void> {
  const deps = asking.dependencies();
  if (count === 0 && (await isEmptyStore(deps))) {
    const text = `${EMPTY_STORE}: ingest log files first (${ownCommand('ingest')}, or backfill for a stack)`;
    await asking.sendNotes([incomplete(text), ...corruptRowNotes(asking.corrupt)]);
    return;
  }
  await asking.sendNotes(await coverageNotes(deps, question));
  const hints = count > 0 ? [] : await emptyAnswerHints(deps, question, { where, contains });
  for (const hint of hints) await asking.send({ type: 'note', kind: 'hint', text: safeText(hint) });
  await asking.sendNotes(corruptRowNotes(asking.corrupt));
}
