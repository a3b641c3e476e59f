import type { AnswerNote } from '../../app/completeness/answer-note';
import type { AskedStory } from '../../app/story/asked-story';
import type { Story } from '../../core/story/story';
import { safeJson } from '../../core/text/safe-text';
import type { Screen } from '../terminal/screen';
import { renderStoryHtml } from './render-story-html';
import { renderStoryMarkdown } from './render-story-markdown';
import { renderStoryTable } from './render-story-table';
import { emptyDocument, storyDocument } from './story-document';
import { storyView } from './story-view';

/** The forms of a story. */
export const STORY_FORMATS = ['table', 'json', 'md', 'html'] as const;
export type StoryFormat = (typeof STORY_FORMATS)[number];

/** A story in a format. Only this file knows the formats. */
export function storyText(
  story: Story,
  notes: readonly AnswerNote[],
  pivots: readonly string[],
  format: StoryFormat,
  screen: Screen,
): string {
  switch (format) {
    case 'json':
      return json(storyDocument(story, notes, pivots));
    case 'table':
      // What may be missing is said on stderr.
      return renderStoryTable(storyView(story, [], pivots), screen);
    case 'md':
      return renderStoryMarkdown(storyView(story, notes, pivots));
    case 'html':
      return renderStoryHtml(storyView(story, notes, pivots));
    default:
      return format satisfies never;
  }
}

/** What is printed where nothing is found: stderr says why. */
export function emptyText({ kind, value }: Pick<AskedStory, 'kind' | 'value'>, format: StoryFormat): string {
  return format === 'json' ? json(emptyDocument({ kind, value })) : '';
}

function json(document: object): string {
  return `${safeJson(JSON.stringify(document))}\n`;
}
