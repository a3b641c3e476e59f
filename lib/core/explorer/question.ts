import { CONDITION_FLAGS, type ConditionFlag } from '../query/condition-flags';

/** How often a flag may stand in an address, and whether it has a value. */
type Form = 'repeated' | 'switch' | 'once';

/** The name of a flag: `--source-ip <address>` is `source-ip`. */
type NameIn<Flag extends string> = Flag extends `--${infer Name} <${string}>`
  ? Name
  : Flag extends `--${infer Name}`
    ? Name
    : never;

/** The name under which a condition stands in an address. */
export type ConditionWord = NameIn<(typeof CONDITION_FLAGS)[keyof typeof CONDITION_FLAGS]['flag']>;

/** What an address can have: conditions, times, order and limit. Flags that choose files or identities are not among them. */
export type QuestionFlag = ConditionWord | 'not' | 'since' | 'until' | 'during' | 'oldest-first' | 'limit';

/** One flag of a question with its value; a switch has none. */
export interface FlagWord {
  readonly flag: QuestionFlag;
  readonly value?: string;
}

/**
 * A question as an address and a command line have it: the words that stand there, in the order of `QUESTION_FLAGS`.
 * Nothing is implied: without words it asks for everything.
 */
export type Question = readonly FlagWord[];

/** The address has something that no question has. The server answers it with 400. */
export class AddressError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AddressError';
  }
}

const FORM = { list: 'repeated', record: 'repeated', switch: 'switch' } as const;

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...Object.values(CONDITION_FLAGS).map(({ flag, kind }) => [nameOf(flag), FORM[kind]] as const),
  ['not', 'repeated'],
  ['since', 'once'],
  ['until', 'once'],
  ['during', 'once'],
  ['oldest-first', 'switch'],
  ['limit', 'once'],
]);

/** All flags of a question, in the order in which an address has them. */
export const QUESTION_FLAGS = [...FORMS.keys()] as readonly QuestionFlag[];

/** What a condition means, for a menu that offers it. */
export const CONDITION_HELP: ReadonlyMap<QuestionFlag, string> = new Map(
  Object.values(CONDITION_FLAGS).map(({ flag, help }: ConditionFlag) => [nameOf(flag) as QuestionFlag, help]),
);

/** Whether a flag has no value. */
export function isSwitch(flag: QuestionFlag): boolean {
  return FORMS.get(flag) === 'switch';
}

/** Reads `?event=StartSession&denied`. Throws `AddressError` for anything that is not among `allowed`. */
export function readQuestion(search: string, allowed: readonly QuestionFlag[] = QUESTION_FLAGS): Question {
  const words = [...new URLSearchParams(search)].map(([name, value]) => wordOf(name, value, allowed));
  const twice = words.find(({ flag }, at) => isOnce(flag) && words.findIndex((each) => each.flag === flag) < at);
  if (twice) throw new AddressError(`the address has '${twice.flag}' twice: expected it once at most`);
  return inOrder(words);
}

/** Writes a question as the query of an address, without the question mark. Equal questions have equal addresses. */
export function writeQuestion(question: Question): string {
  return inOrder(question)
    .map(({ flag, value }) => (value === undefined ? flag : `${flag}=${encodeURIComponent(value)}`))
    .join('&');
}

/** The values of a flag; of a switch that is on, one empty value. */
export function valuesOf(question: Question, flag: QuestionFlag): readonly string[] {
  return question.filter((word) => word.flag === flag).map(({ value = '' }) => value);
}

/** Words in the order of the table, each once. Values of one flag stay in their order. */
export function inOrder(words: Question): Question {
  return QUESTION_FLAGS.flatMap((flag) => {
    const those = words.filter((word) => word.flag === flag);
    return those.filter(({ value }, at) => those.findIndex((each) => each.value === value) === at);
  });
}

/** Whether a flag stands in a question once at most. */
export function isOnce(flag: QuestionFlag): boolean {
  return FORMS.get(flag) !== 'repeated';
}

function wordOf(name: string, value: string, allowed: readonly QuestionFlag[]): FlagWord {
  const flag = allowed.find((each) => each === name);
  if (flag === undefined) {
    throw new AddressError(`the address has '${name}': expected ${allowed.length === 0 ? 'none' : allowed.join(', ')}`);
  }
  if (!isSwitch(flag)) {
    if (value === '') throw new AddressError(`the address has '${flag}' without a value: expected ${flag}=VALUE`);
    return { flag, value };
  }
  if (value !== '') throw new AddressError(`the address has '${flag}=${value}': expected '${flag}' without a value`);
  return { flag };
}

function nameOf(flag: string): string {
  return flag.replace(/^--/, '').split(' ')[0] ?? '';
}
