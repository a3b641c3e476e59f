import type { AnswerNote } from '../../app/completeness/answer-note';
import { safeText } from '../../core/text/safe-text';
import { EXIT } from '../terminal/cli-error';
import { isColoured, painted } from '../terminal/colour';
import { say } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';

/** What notes are said for. */
export interface NoteContext {
  /** Whether an incomplete answer makes the exit code 1. */
  readonly strict?: true;
  /** The words that ask the same store, for the commands that tell more. */
  readonly storeWords: readonly string[];
}

/** `--strict`, for commands whose answer may be incomplete. */
export const STRICT_FLAG = ['--strict', 'exit with code 1 if the answer is incomplete'] as const;

/** Says on stderr what an answer lacks: one line for what is left out by design, one for what is missing now. */
export function sayNotes(notes: readonly AnswerNote[], context: NoteContext): void {
  const texts = (kind: AnswerNote['kind']) =>
    notes.filter((each) => each.kind === kind).map((each) => textOf(each, context));
  const [left, missing] = [texts('note'), texts('incomplete')];
  if (left.length > 0) say(`note: ${left.join('; ')}`);
  if (missing.length === 0) return;
  sayIncomplete(missing.join('; '));
  if (context.strict) process.exitCode ??= EXIT.incomplete;
}

/** Says on stderr that something is broken or missing now, in yellow if there are colours. */
export function sayIncomplete(text: string): void {
  const line = `INCOMPLETE: ${text}`;
  say(isColoured(process.stderr) ? painted('yellow', line) : line);
}

/** A note in words, with the command that tells more as it can be run here. */
export function textOf({ text, command }: AnswerNote, { storeWords }: Pick<NoteContext, 'storeWords'>): string {
  return safeText(command ? `${text} (${ownCommand(...command, ...storeWords)})` : text);
}
