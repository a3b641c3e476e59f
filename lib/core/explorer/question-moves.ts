import { ENTITY_KINDS, PAGE_FLAGS, type PageAddress, type PageName } from './page-address';
import {
  type ConditionWord,
  type FlagWord,
  inOrder,
  isOnce,
  type Question,
  type QuestionFlag,
  valuesOf,
} from './question';

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

/** What another question has, and what it has not. */
export interface QuestionChange {
  readonly words: readonly FlagWord[];
  /** One word, or without a value all words of a flag. */
  readonly without: readonly FlagWord[];
}

/** The question with other words. */
export function changed(question: Question, { words, without }: QuestionChange): Question {
  const isLeftOut = ({ flag, value }: FlagWord) =>
    without.some((each) => each.flag === flag && (each.value === undefined || each.value === value));
  return words.reduce(
    withWord,
    question.filter((word) => !isLeftOut(word)),
  );
}

/** The address of a page that asks its question otherwise. Undefined if the page cannot ask that, or is about one event. */
export function changedPage(page: PageAddress, change: QuestionChange): PageAddress | undefined {
  if (page.page === 'entity') return changedEntity(page, change);
  if (page.page !== 'events' && page.page !== 'alerts') return undefined;
  const question = changed(page.question, change);
  return canAsk(page.page, question) ? { ...page, question } : undefined;
}

/** Whom or what a page is about is a word of its question, too, which may become another, but no other flag. */
function changedEntity(
  page: PageAddress & { readonly page: 'entity' },
  change: QuestionChange,
): PageAddress | undefined {
  const flag = ENTITY_KINDS[page.kind];
  const question = changed(withWord(page.question, { flag, value: page.value }), change);
  const [value, another] = valuesOf(question, flag);
  const rest = question.filter((word) => word.flag !== flag);
  if (value === undefined || another !== undefined || !canAsk('entity', rest)) return undefined;
  return { ...page, value, question: rest };
}

function canAsk(page: PageName, question: Question): boolean {
  return question.every(({ flag }) => PAGE_FLAGS[page].includes(flag));
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
