import { writePage } from './page-address';
import { type FlagWord, isSwitch, QUESTION_FLAGS, type QuestionFlag } from './question';

/**
 * The address of the page that answers a command, as words without the name of the program: `query --quarantined`.
 * Undefined if no page does.
 */
export function addressOfCommand([command, ...words]: readonly string[]): string | undefined {
  if (command === 'show') return eventAt(words);
  if (command === 'status') return words.length === 0 ? writePage({ page: 'status', question: [] }) : undefined;
  const question = command === 'query' ? questionIn(words) : undefined;
  return question && writePage({ page: 'events', question });
}

function eventAt([ref, ...more]: readonly string[]): string | undefined {
  return ref === undefined || more.length > 0 ? undefined : writePage({ page: 'event', ref, question: [] });
}

function questionIn(words: readonly string[]): readonly FlagWord[] | undefined {
  const question: FlagWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const flag = QUESTION_FLAGS.find((each): each is QuestionFlag => `--${each}` === words[at]);
    if (flag === undefined) return undefined;
    if (isSwitch(flag)) {
      question.push({ flag });
      continue;
    }
    const value = words[at + 1];
    if (value === undefined) return undefined;
    question.push({ flag, value });
    at += 1;
  }
  return question;
}
