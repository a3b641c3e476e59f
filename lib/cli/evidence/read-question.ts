import { isJsonObject, member, valueAt } from '../../core/record/json';
import { PACKAGE_FILES, type PackagedQuestion, type StackIndexing } from './package-layout';
import { MalformedQuestionError } from './question-words';

const OF_STACK = ['KeptRecords', 'RetentionDays', 'GuardedStack'] as const satisfies readonly (keyof StackIndexing)[];

/** The question of a package, from its file. Throws `MalformedQuestionError`. */
export function readQuestion(text: string): PackagedQuestion {
  const question = parsed(text);
  const { words, checkedAt, indexing } = question;
  if (!Array.isArray(words) || words.some((word) => typeof word !== 'string')) throw malformed('it has no words');
  if (typeof checkedAt !== 'string' || Number.isNaN(Date.parse(checkedAt))) throw malformed('it has no checkedAt');
  const isKnown = isJsonObject(indexing) && OF_STACK.every((name) => typeof indexing[name] === 'string');
  if (indexing !== undefined && !isKnown) throw malformed('its indexing is not that of a stack');
  if (!SAID.every((name) => typeof question[name] === 'string')) throw malformed(`it lacks one of ${SAID.join(', ')}`);
  if (!isStore(question['store'])) throw malformed('its store is neither local nor a stack');
  if (!isSpan(valueAt(question, 'window', 'eventTime'))) throw malformed('it has no window');
  return question as unknown as PackagedQuestion;
}

/** What a question says of itself as text. */
const SAID = ['version', 'plan', 'askedBy'] as const satisfies readonly (keyof PackagedQuestion)[];

function isStore(store: unknown): boolean {
  const [local, stack, account] = ['local', 'stack', 'account'].map((name) => typeof member(store, name));
  return local === 'string' || (stack === 'string' && account === 'string');
}

function isSpan(span: unknown): boolean {
  return ['from', 'to'].map((name) => member(span, name)).every((end) => end === null || typeof end === 'string');
}

function parsed(text: string) {
  try {
    const json: unknown = JSON.parse(text);
    if (isJsonObject(json)) return json;
  } catch {
    // Told below.
  }
  throw malformed('it is no JSON object');
}

function malformed(reason: string): MalformedQuestionError {
  return new MalformedQuestionError(`${PACKAGE_FILES.question}: ${reason}`);
}
