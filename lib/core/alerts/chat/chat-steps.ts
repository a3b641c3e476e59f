import { type CommandWords, type StepPart, stepParts } from '../next-steps';
import type { StepEvent } from '../step-values';
import { chatCode, chatCommand, chatText } from './chat-text';

/** Slack refuses longer texts than 3000 characters; a step with a longer command is for a terminal. */
const MAX_STEP = 1000;
const MAX_VALUE = 250;

const WRITING = { prose: chatText, value: (text: string) => chatCode(text, MAX_VALUE) };

/** A next step of a rule for a chat message: one line, its command in a code span. `''` if nothing of it can be shown. */
export function chatStep(step: string, observed: StepEvent, words: CommandWords): string {
  return stepText(stepParts(step, observed, words, WRITING));
}

/** A command alone as a step; `''` if a chat cannot show it. */
export function chatCommandStep(command: string): string {
  return stepText([{ command }]);
}

/** A sentence whose command cannot be shown ends where the command would begin. */
function stepText(parts: readonly StepPart[]): string {
  const texts = parts.map((part) => ('command' in part ? chatCommand(part.command, MAX_STEP) : part.sentence));
  const text = texts
    .map((each, at) => (texts[at + 1] === undefined ? each?.replace(/:$/, '.') : each))
    .filter((each) => each !== undefined)
    .join(' ');
  return text.length > MAX_STEP ? '' : text;
}
