import type { AskedStory } from '../../app/story/asked-story';
import { nothingTold } from '../../app/story/nothing-told';
import { type StoryDependencies, tellStory } from '../../app/story/tell-story';
import { addressOfCommand } from '../../core/explorer/command-address';
import type { NextCommand } from '../../core/explorer/messages';
import type { PageAddress } from '../../core/explorer/page-address';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { readRef } from '../../core/rows/event-ref';
import type { Pivot } from '../../core/story/story';
import { safeText } from '../../core/text/safe-text';
import { textOf } from '../render/say-notes';
import { notFoundText, severalText } from '../show/named-event';
import { pivotLines } from '../story/pivot-lines';
import { MOST_ROWS, rangeOf } from '../story/story-command';
import { storyDocument } from '../story/story-document';
import { flagsOf, limitOf } from './asked-flags';
import type { Asking } from './asking';
import type { ExplorerRules } from './explorer-rules';

/** Answers the page of a story: what `story` prints as JSON. */
export async function answerStory(
  asking: Asking,
  { kind, value, question }: PageAddress & { readonly page: 'story' },
  rules: ExplorerRules,
): Promise<void> {
  const limit = limitOf(question) ?? MOST_ROWS;
  const asked = { kind, value, ...rangeOf(flagsOf(question), asking.now), limit };
  const storedReceipts = asking.store.ports.receipts;
  const deps = { ...asking.dependencies(), storedReceipts, judgedBy: await rules.ofStory() };
  const told = await tellStory(deps, asked);
  let rows = 0;
  if ('story' in told) {
    const notes = told.notes.map((note) => ({ kind: note.kind, text: textOf(note, asking) }));
    const document = storyDocument(told.story, notes, pivotLines(told.story.pivots, asking.storeWords));
    rows = told.story.rows.length;
    await asking.sendDocument(JSON.stringify(document));
    await asking.send({ type: 'next', commands: nextCommands(told.story.pivots, asking.storeWords) });
    await asking.sendNotes(told.notes);
  } else if ('several' in told) {
    await asking.send({ type: 'rows', rows: told.several.events.map(({ event }) => event) });
    await asking.send({ type: 'note', kind: 'hint', text: severalText(value, told.several) });
  } else {
    const hints = await whyNothing(deps, asked);
    for (const text of hints) await asking.send({ type: 'note', kind: 'hint', text: safeText(text) });
  }
  await asking.send({ type: 'end', rows });
}

/** The commands that the document has as text, each with the page that answers it. */
function nextCommands(pivots: readonly Pivot[], storeWords: readonly string[]): readonly NextCommand[] {
  const lines = pivotLines(pivots, storeWords);
  return pivots.map(({ command, argument, flags }, at) => {
    const words = [command, argument, ...flags.flat()].filter((word) => word !== undefined);
    const address = addressOfCommand(words);
    return { text: lines[at] ?? '', ...(address !== undefined && { address }) };
  });
}

/** Why a story has nothing, in the words of the command line. */
async function whyNothing(deps: StoryDependencies, asked: AskedStory): Promise<readonly string[]> {
  const { kind, value } = asked;
  if (kind !== 'event') return nothingTold(deps, { ...asked, kind });
  const text = await notFoundText({ ...deps, corrupt: deps.corrupt ?? new CorruptRows() }, value, readRef(value));
  return text === undefined ? [] : [text];
}
