import { type FlagWord, QUESTION_FLAGS, type QuestionFlag } from '../../../core/explorer/question';
import type { QuestionChange } from '../../../core/explorer/question-moves';

/** Words of a hint that name the next question, and what it asks otherwise than the one that found nothing. */
export interface NextQuestion extends QuestionChange {
  readonly text: string;
}

/** A line that explains why a question found nothing. Each part is text, or names a question that may find something. */
export type EmptyAnswerHint = readonly (string | NextQuestion)[];

/** The line as a terminal shows it. */
export function hintText(hint: EmptyAnswerHint): string {
  return hint.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** Parts with a text between any two of them. */
export function joined(parts: EmptyAnswerHint, between: string): EmptyAnswerHint {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]));
}

/** A word of a question by its flag as a command line has it: `--actor`. */
export function wordOfFlag(flag: string, value?: string): FlagWord {
  const name = QUESTION_FLAGS.find((each) => `--${each}` === flag);
  if (name === undefined) throw new Error(`${flag} is no flag of a question`);
  return { flag: name, ...(value !== undefined && { value }) };
}

/** All words of flags, to be left out. */
export function allOf(...flags: readonly QuestionFlag[]): readonly FlagWord[] {
  return flags.map((flag) => ({ flag }));
}
