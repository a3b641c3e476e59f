import type { AnswerNote } from '../../app/completeness/answer-note';
import type { Story } from '../../core/story/story';
import { unsaidText } from '../../core/story/unsaid';

/** What may be missing, and what CloudTrail cannot say. */
interface DocumentNote {
  readonly kind: AnswerNote['kind'] | 'unsaid';
  readonly text: string;
}

/** A story as one JSON object. Absent values are absent. */
export function storyDocument(story: Story, notes: readonly DocumentNote[], pivots: readonly string[]): object {
  const { anchor, window, end, rows, touched, rules, unsaid } = story;
  const { isRecorded, ...ending } = end;
  return {
    anchor,
    window,
    end: { recorded: isRecorded, ...ending },
    rows,
    touched,
    rules,
    pivots,
    notes: [...notes, ...unsaid.map((each): DocumentNote => ({ kind: 'unsaid', text: unsaidText(each) }))],
  };
}

/** The document of an anchor of which nothing is found. */
export function emptyDocument(anchor: Pick<Story['anchor'], 'kind' | 'value'>): object {
  const nothing = { secrets: [], machines: [], changes: [] };
  return {
    anchor,
    window: null,
    end: null,
    rows: [],
    touched: { ...nothing, attempts: nothing, readWithDecryption: [] },
    rules: [],
    pivots: [],
    notes: [],
  };
}
