import type { StoredEvent } from '../rows/stored-event';
import { PLACEHOLDER } from '../rules/step-placeholders';
import { shellWord } from '../text/shell-word';
import { alertText, LONG_TEXT_BYTES } from './alert-text';
import { type StepEvent, stepValue } from './step-values';

/** What a command of this program is made of where somebody reads an alert. */
export interface CommandWords {
  /** How the program is called. */
  readonly program: string;
  /** The flags that point to the store of the event. */
  readonly store: string;
}

/** By name, and the store that the reader's environment names. */
export const PLAIN_COMMAND: CommandWords = { program: 'ssm-audit', store: '' };

/** The steps that come first: the event, and where somebody's key signed it, the story that it belongs to. */
export function firstSteps({ accessKeyId }: StoredEvent): readonly string[] {
  return ['`ssm-audit show {ref}`', ...(accessKeyId === undefined ? [] : ['`ssm-audit story {ref}`'])];
}

/** A part of a next step: a sentence, or a command that is ready to run. */
export type StepPart = { readonly sentence: string } | { readonly command: string };

/** How the sentences of a step are written. */
export interface SentenceWriting {
  /** The rule's own words. Placeholders in them have to stay. */
  readonly prose: (text: string) => string;
  /** A value of the event, which a stranger may have chosen. */
  readonly value: (text: string) => string;
}

const PLAIN_WRITING: SentenceWriting = { prose: (text) => text, value: (text) => alertText(text) };

/** The lines of a next step of a rule. A command stands on its own line, ready to copy. */
export function stepLines(step: string, observed: StepEvent, words: CommandWords): readonly string[] {
  return stepParts(step, observed, words).map((part) => ('command' in part ? `  ${part.command}` : part.sentence));
}

/**
 * The parts of a next step of a rule. A step is a sentence, and a command in it is between backticks. Placeholders
 * (`{awsRegion}`, `{resource.instance}`, `{eventTime-24h}`) get the event's own values, quoted for a shell inside a
 * command. If the event does not have a value, or if it is too long to show whole, the command is left out and the
 * sentence stays.
 */
export function stepParts(
  step: string,
  observed: StepEvent,
  words: CommandWords,
  writing: SentenceWriting = PLAIN_WRITING,
): readonly StepPart[] {
  return step.split('`').flatMap((part, index, parts) => {
    if (index % 2 === 1) return commandParts(part, observed, words);
    const hasCommand = index + 1 < parts.length && commandParts(parts[index + 1] ?? '', observed, words).length > 0;
    return sentenceParts(part, observed, hasCommand, writing);
  });
}

/** The sentence before a command ends in a colon. Without the command, it ends here. */
function sentenceParts(
  part: string,
  observed: StepEvent,
  hasCommand: boolean,
  { prose, value }: SentenceWriting,
): readonly StepPart[] {
  const text = (filled(prose(part), observed, value) ?? '').trim();
  const sentence = alertText(hasCommand ? text : text.replace(/:$/, '.'), LONG_TEXT_BYTES);
  return /^[.,;]?$/.test(sentence) ? [] : [{ sentence }];
}

function commandParts(command: string, observed: StepEvent, words: CommandWords): readonly StepPart[] {
  const line = filled(command, observed, shellWord);
  return line === undefined ? [] : [{ command: alertText(runnable(line, words), MAX_COMMAND_BYTES) }];
}

/** Room for more than five values of the greatest length, so that no command is cut. */
const MAX_COMMAND_BYTES = 64 * 1024;

/** A command of this program as it runs where the message is read. */
export function runnable(line: string, { program, store }: CommandWords): string {
  return line.replace(/^ssm-audit ((?:alerts )?[a-z]+)/, (_, command) =>
    [program, command, store].filter(Boolean).join(' '),
  );
}

/** A placeholder, and the flag before it whose value it is. */
const FLAG_AND_PLACEHOLDER = new RegExp(`(--[a-z-]+ )?${PLACEHOLDER.source}`, 'g');

/**
 * The text with its placeholders filled in. Undefined if one has no value. A value that looks like a flag is joined to
 * its own flag, because programs refuse it as a word of its own.
 */
function filled(text: string, observed: StepEvent, written: (value: string) => string): string | undefined {
  let isWhole = true;
  const result = text.replace(FLAG_AND_PLACEHOLDER, (_, flag = '', name = '') => {
    const value = stepValue(name, observed);
    if (value === undefined || Buffer.byteLength(value) > LONG_TEXT_BYTES) isWhole = false;
    const start = value?.startsWith('-') ? flag.replace(' ', '=') : flag;
    return `${start}${written(value ?? '')}`;
  });
  return isWhole ? result : undefined;
}
