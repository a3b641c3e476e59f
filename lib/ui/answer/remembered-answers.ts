import type { AnswerState } from './answer-state';

/** How many answers are kept, so that going back shows at once what was left. */
const MOST = 8;

const answers = new Map<string, AnswerState>();

/** The whole answer that was shown before. */
export function rememberedAnswer(path: string): AnswerState | undefined {
  return answers.get(path);
}

/** Forgets all: the store has more than they say. */
export function forgetAnswers(): void {
  answers.clear();
}

/** Keeps a whole answer, and forgets the oldest beyond a few. */
export function rememberAnswer(path: string, state: AnswerState): void {
  answers.delete(path);
  answers.set(path, state);
  const [oldest] = answers.keys();
  if (answers.size > MOST && oldest !== undefined) answers.delete(oldest);
}
