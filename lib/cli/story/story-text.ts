import type { AnswerNote } from '../../app/completeness/answer-note';
import type { AskedStory } from '../../app/story/asked-story';
import type { Story } from '../../core/story/story';
import { safeJson } from '../../core/text/safe-text';
import type { RefsBy } from '../event-table/ref-cells';
import type { TableFlags } from '../event-table/table-flags';
import type { GivenNames } from '../names/given-names';
import { clockOf } from '../render/local-time';
import type { Screen } from '../terminal/screen';
import { chosenRows } from './chosen-rows';
import { foldedPivots } from './folded-pivots';
import { pivotLines } from './pivot-lines';
import { renderStoryHtml } from './render-story-html';
import { renderStoryMarkdown } from './render-story-markdown';
import { renderStoryTable } from './render-story-table';
import { emptyDocument, storyDocument } from './story-document';
import { storyView } from './story-view';

/** The forms of a story. */
export const STORY_FORMATS = ['table', 'json', 'md', 'html'] as const;
export type StoryFormat = (typeof STORY_FORMATS)[number];

/** A story with what stands beside it. */
export interface WrittenStory {
  readonly story: Story;
  /** What may be missing. */
  readonly notes: readonly AnswerNote[];
  /** The words by which commands ask the same store. */
  readonly storeWords: readonly string[];
  readonly refsBy: RefsBy;
  /** What names are looked up in, to stand behind IDs. JSON has none. */
  readonly names?: GivenNames | undefined;
}

/** The screen that a table is for, with its lines where it has any. */
export interface StoryScreen extends Screen {
  readonly rows: number | undefined;
}

/** Sessions, keys and addresses that a line of a table names before it counts the others. */
const MOST_NAMED = 5;

/** A story in a format. Only this file knows the formats. */
export function storyText(written: WrittenStory, format: StoryFormat, flags: TableFlags, screen: StoryScreen): string {
  const { story, notes, storeWords, refsBy, names } = written;
  const pivots = pivotLines(story.pivots, storeWords);
  const whole = { clock: clockOf(flags), refsBy, names, notes, pivots, pivotsLeftOut: 0 };
  switch (format) {
    case 'json':
      return json(storyDocument(story, notes, pivots));
    case 'table':
      return tableText(written, flags, screen);
    case 'md':
      return renderStoryMarkdown(storyView(story, whole));
    case 'html':
      return renderStoryHtml(storyView(story, whole));
    default:
      return format satisfies never;
  }
}

/** What may be missing is said on stderr. */
function tableText({ story, storeWords, refsBy, names }: WrittenStory, flags: TableFlags, screen: StoryScreen): string {
  const wording = { clock: clockOf(flags), refsBy, names };
  const { pivots, leftOut } = foldedPivots(story.pivots);
  const view = storyView(story, {
    ...wording,
    notes: [],
    pivots: pivotLines(pivots, storeWords),
    pivotsLeftOut: leftOut,
    mostNamed: MOST_NAMED,
  });
  const isChosen = flags.wide || flags.columns;
  const chosen = isChosen ? chosenRows(story, screen, { ...flags, ...wording }) : undefined;
  return renderStoryTable(view, { ...screen, chosen });
}

/** What is printed where nothing is found: stderr says why. */
export function emptyText({ kind, value }: Pick<AskedStory, 'kind' | 'value'>, format: StoryFormat): string {
  return format === 'json' ? json(emptyDocument({ kind, value })) : '';
}

function json(document: object): string {
  return `${safeJson(JSON.stringify(document))}\n`;
}
