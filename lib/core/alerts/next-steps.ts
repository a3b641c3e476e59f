import { PLACEHOLDER } from '../rules/step-placeholders';
import { shellWord } from '../text/shell-word';
import { alertText, LONG_TEXT_BYTES } from './alert-text';
import type { ObservedEvent } from './observed-event';
import { stepValue } from './step-values';

/**
 * The lines of a rule's next step. A step is a sentence; a command in it stands between backticks, and comes out on a
 * line of its own, to be copied. Placeholders (`{awsRegion}`, `{resource.instance}`, `{eventTime-24h}`) are filled in with
 * the event's own values, quoted for a shell inside of a command. A command with a value that the event does not have, or
 * that is too long to be shown whole, is left out; the sentence stays.
 */
export function stepLines(step: string, observed: ObservedEvent, storeWords: string): readonly string[] {
  return step.split('`').flatMap((part, index, parts) => {
    if (index % 2 === 1) return commandLines(part, observed, storeWords);
    const hasCommand =
      index + 1 < parts.length && commandLines(parts[index + 1] ?? '', observed, storeWords).length > 0;
    return sentenceLines(part, observed, hasCommand);
  });
}

/** What leads to a command ends in a colon: without the command it is a sentence that ends here. */
function sentenceLines(part: string, observed: ObservedEvent, hasCommand: boolean): readonly string[] {
  const text = (filled(part, observed, (value) => alertText(value)) ?? '').trim();
  const sentence = alertText(hasCommand ? text : text.replace(/:$/, '.'), LONG_TEXT_BYTES);
  return /^[.,;]?$/.test(sentence) ? [] : [sentence];
}

function commandLines(command: string, observed: ObservedEvent, storeWords: string): readonly string[] {
  const line = filled(command, observed, shellWord);
  return line === undefined ? [] : [`  ${alertText(withStore(line, storeWords), MAX_COMMAND_BYTES)}`];
}

/** More than five values of the greatest length: no command is cut. */
const MAX_COMMAND_BYTES = 64 * 1024;

/** Commands of this program are led to the store that the event is in. */
function withStore(line: string, storeWords: string): string {
  return storeWords === '' ? line : line.replace(/^ssm-audit (?:alerts )?[a-z]+/, (start) => `${start} ${storeWords}`);
}

/** The text with its placeholders filled in; undefined where one has no value. */
function filled(text: string, observed: ObservedEvent, written: (value: string) => string): string | undefined {
  let isWhole = true;
  const result = text.replace(PLACEHOLDER, (_, name: string) => {
    const value = stepValue(name, observed);
    if (value === undefined || Buffer.byteLength(value) > LONG_TEXT_BYTES) isWhole = false;
    return written(value ?? '');
  });
  return isWhole ? result : undefined;
}
