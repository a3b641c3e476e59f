import { type ConditionWord, type FlagWord, inOrder, isOnce, type Question, type QuestionFlag } from './question';

/** The question that also asks for a word. A flag that stands once takes the new value. */
export function withWord(question: Question, word: FlagWord): Question {
  const others = isOnce(word.flag) ? question.filter(({ flag }) => flag !== word.flag) : question;
  return inOrder([...others, word]);
}

/**
 * The question narrowed to one value: a click on a bar, a facet or a cell. Other values of the flag go, because repeating a
 * flag means "or" and would widen the answer.
 */
export function narrowedTo(question: Question, word: FlagWord): Question {
  return inOrder([...question.filter(({ flag }) => flag !== word.flag), word]);
}

/** The question that leaves out what a word finds. */
export function excluding(question: Question, { flag, value }: FlagWord & { readonly flag: ConditionWord }): Question {
  return withWord(question, { flag: 'not', value: value === undefined ? flag : `${flag}=${value}` });
}

/** The question without one of its words. */
export function withoutWord(question: Question, { flag, value }: FlagWord): Question {
  return question.filter((word) => word.flag !== flag || word.value !== value);
}

/** The question in another window. Times are as `--since` and `--until` take them; undefined leaves an end open. */
export function inWindow(question: Question, since: string | undefined, until: string | undefined): Question {
  const others = question.filter(({ flag }) => !WINDOW.includes(flag));
  return inOrder([
    ...others,
    ...(since === undefined ? [] : [{ flag: 'since', value: since } as const]),
    ...(until === undefined ? [] : [{ flag: 'until', value: until } as const]),
  ]);
}

/** The window of a question alone, for a page about the same time. */
export function windowOf(question: Question): Question {
  return question.filter(({ flag }) => WINDOW.includes(flag));
}

const WINDOW: readonly QuestionFlag[] = ['since', 'until', 'during'];
