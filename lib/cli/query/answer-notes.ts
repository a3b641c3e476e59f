import type { FindDependencies } from '../../app/ask/find-events';
import type { WrittenTests } from '../../app/ask/hints/empty-answer-hints';
import type { CoverageDependencies } from '../../app/completeness/coverage';
import { keptBy } from '../../app/ingest/indexing-configuration';
import type { StackOutputs } from '../../contract/stack-outputs';
import type { PlannedQuery } from '../../core/query/planned-query';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { safeText } from '../../core/text/safe-text';
import { type NoteContext, sayIncomplete, sayNotes } from '../render/say-notes';
import { EXIT } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';

/** What is known of a question beside itself. */
export type AnswerContext = NoteContext &
  WrittenTests & {
    /** What explains why nothing was found, where that is not in the words of `query`. */
    readonly hintsOf?: (deps: FindDependencies) => Promise<readonly string[]>;
  };

/** What an answer was made from. */
export interface AnsweredBy extends CoverageDependencies {
  /** The rows that it was made without. */
  readonly corrupt: CorruptRows;
}

/**
 * Says on stderr what an answer may lack. If nothing was found, also says what the store contains and what may help,
 * because nobody must read "no rows" as "nothing happened".
 */
export async function sayAnswerNotes(
  deps: AnsweredBy,
  question: PlannedQuery,
  count: number,
  context: AnswerContext,
): Promise<void> {
  await sayCoverage(deps, question, count, context);
  await sayCorruptRows(deps.corrupt, context);
}

/** Says on stderr which rows could not be read. Reading for the answer and for the other notes meets them. */
export async function sayCorruptRows(corrupt: CorruptRows, context: NoteContext): Promise<void> {
  const { corruptRowNotes } = await import('../../app/completeness/corrupt-row-note.js');
  sayNotes(corruptRowNotes(corrupt), context);
}

async function sayCoverage(
  deps: CoverageDependencies,
  question: PlannedQuery,
  count: number,
  context: AnswerContext,
): Promise<void> {
  if (count === 0 && (await saidEmptyStore(deps, context))) return;
  const { coverageNotes } = await import('../../app/completeness/coverage.js');
  sayNotes(await coverageNotes(deps, question), context);
  if (count > 0) return;
  const hints = await explained({ ...deps, now: () => new Date() }, question, context);
  for (const hint of hints) say(`ssm-audit: ${safeText(hint)}`);
}

async function explained(
  deps: FindDependencies,
  question: PlannedQuery,
  context: AnswerContext,
): Promise<readonly string[]> {
  if (context.hintsOf) return context.hintsOf(deps);
  const { emptyAnswerHints } = await import('../../app/ask/hints/empty-answer-hints.js');
  const { hintText } = await import('../../app/ask/hints/empty-answer-hint.js');
  return (await emptyAnswerHints(deps, question, context)).map(hintText);
}

/** Nothing else needs saying about an answer from an empty store. */
async function saidEmptyStore(deps: CoverageDependencies, { strict }: NoteContext): Promise<boolean> {
  const { EMPTY_STORE, isEmptyStore } = await import('../../app/completeness/empty-store.js');
  if (!(await isEmptyStore(deps))) return false;
  sayIncomplete(`${EMPTY_STORE}: ingest log files first (${ownCommand('ingest')}, or backfill for a stack)`);
  if (strict) process.exitCode ??= EXIT.incomplete;
  return true;
}

/** What a deployed stack leaves out; nothing is left out of a local store. */
export function keptIn(outputs: StackOutputs | undefined): Pick<CoverageDependencies, 'kept'> {
  return outputs ? { kept: keptBy(outputs) } : {};
}
