import type { CoverageDependencies } from '../../app/ask/coverage';
import { keptBy } from '../../app/ingest/indexing-configuration';
import type { StackOutputs } from '../../contract/stack-outputs';
import type { EventQuery } from '../../core/query/event-query';
import type { PlannedQuery } from '../../core/query/planned-query';
import { safeText } from '../../core/text/safe-text';
import { say } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';

/**
 * Says on stderr what an answer may lack and, where nothing was found, what may help: no rows must not be read as
 * "nothing happened".
 */
export async function sayAnswerNotes(deps: CoverageDependencies, question: PlannedQuery, count: number): Promise<void> {
  if (count === 0 && (await saidEmptyStore(deps))) return;
  const { coverageNotes } = await import('../../app/ask/coverage.js');
  const notes = await coverageNotes(deps, question);
  if (notes.length > 0) say(`ssm-audit: not the whole picture: ${notes.join('; ')}`);
  if (count === 0) await sayWhyEmpty(deps.reader, question.query);
}

/** There is nothing else to say of an answer from a store that holds nothing. */
async function saidEmptyStore(deps: CoverageDependencies): Promise<boolean> {
  const { EMPTY_STORE, isEmptyStore } = await import('../../app/ask/empty-store.js');
  const isEmpty = await isEmptyStore(deps);
  if (isEmpty)
    say(`ssm-audit: ${EMPTY_STORE}: ingest log files first (${ownCommand('ingest')}, or backfill for a stack)`);
  return isEmpty;
}

/** What a deployed stack leaves out; nothing is left out of a local store. */
export function keptIn(outputs: StackOutputs | undefined): Pick<CoverageDependencies, 'kept'> {
  return outputs ? { kept: keptBy(outputs) } : {};
}

async function sayWhyEmpty(reader: CoverageDependencies['reader'], question: EventQuery): Promise<void> {
  const { emptyAnswerHints } = await import('../../app/ask/empty-answer-hints.js');
  for (const hint of await emptyAnswerHints(reader, question)) say(`ssm-audit: ${safeText(hint)}`);
}
