import { Command } from 'commander';
import type { FoundChanges } from '../../app/ask/find-changes';
import { note } from '../../app/completeness/answer-note';
import type { ChangeScope } from '../../core/changes/change-scope';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { GivenNames } from '../names/given-names';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
import { keptIn, sayAnswerNotes } from '../query/answer-notes';
import { clockOf, type LocalTimeFlag, withLocalTime } from '../render/local-time';
import { printAnswer } from '../render/print-answer';
import { STRICT_FLAG, sayNotes } from '../render/say-notes';
import { type Store, type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { UsageError } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { columnsOf } from '../terminal/terminal-size';
import { withTimesOfEvents } from '../window/event-times';
import { timeRange, type WindowFlags, withWindowFlags } from '../window/window-flags';
import { nothingChanged } from './nothing-changed';
import { changesAnswer } from './render-changes';

type Flags = StoreFlags &
  OutputFlags &
  WindowFlags &
  LocalTimeFlag &
  NamesFlag & {
    readonly path?: readonly string[];
    readonly resource?: readonly string[];
    readonly strict?: true;
  };

/** `ssm-audit changes` */
export function changesCommand(): Command {
  return withNamesFlag(withLocalTime(withOutputFlags(withWindowFlags(withStoreFlags(new Command('changes'))))))
    .description(
      'show what changed between two times, without values; --since and --until also take the ref of an event',
    )
    .option('--path <path>', 'the parameter of this name, and those below it; may be repeated', collect)
    .option('--resource <id|arn>', 'a parameter, document, association, window or baseline; may be repeated', collect)
    .option(...STRICT_FLAG)
    .action(changes);
}

async function changes(flags: Flags): Promise<void> {
  const scope: ChangeScope = { paths: flags.path ?? [], resources: flags.resource ?? [] };
  if (scope.paths.length > 0 && scope.resources.length > 0) {
    throw new UsageError('--path and --resource are both given: expected only one of them');
  }
  const names = await namesFor(flags, process.env);
  await withStore(storePlace(flags, process.env), (store) => answer(store, scope, flags, names));
}

async function answer(
  { ports, outputs }: Store,
  scope: ChangeScope,
  flags: Flags,
  names: GivenNames | undefined,
): Promise<void> {
  const now = new Date();
  const corrupt = new CorruptRows();
  const { reader, receipts } = ports.reading(corrupt);
  const deps = { reader, now: () => now, corrupt };
  const window = timeRange(await withTimesOfEvents(flags, deps, now), now);
  const { changesQuestion, findChanges } = await import('../../app/ask/find-changes.js');
  const question = await changesQuestion(reader, scope, window);
  const found = await findChanges(deps, scope, question);
  const hasHandles = (await reader.olderPartitions()).length === 0;
  const width = columnsOf(process.stdout, process.env);
  const asked = { window, scope, hasHandles, width, clock: clockOf(flags), names };
  await printAnswer(changesAnswer(found, asked), flags);
  const context = { ...flags, storeWords: storeWords(flags) };
  sayNotes(notesOn(found, flags), context);
  if (found.changes.length === 0 && scope.resources.length === 0) {
    for (const line of await nothingChanged(deps, scope, window)) say(`ssm-audit: ${line}`);
  }
  // The hints of an empty answer are about the flags of query, which only --resource shares.
  const isHinted = scope.resources.length > 0;
  await sayAnswerNotes(
    { reader, receipts, corrupt, ...keptIn(outputs) },
    question,
    isHinted ? found.changes.length : 1,
    context,
  );
}

/** Attempts are no changes; a table and a document of JSON list them, other forms have no place for them. */
function notesOn({ attempts }: FoundChanges, { output }: Flags) {
  if (attempts.length === 0 || output === 'table') return [];
  const calls = `${attempts.length} call${attempts.length === 1 ? '' : 's'}`;
  const where = output === 'json' ? '' : '; --output json and table list them';
  return [note(`${calls} that would have changed something changed nothing${where}`)];
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
