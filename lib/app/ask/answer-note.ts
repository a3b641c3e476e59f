/** Something that an answer does not have, or that may be missing from it. */
export interface AnswerNote {
  /** `note` for what an index leaves out by design, `incomplete` for what is broken or missing now. */
  readonly kind: 'note' | 'incomplete';
  readonly text: string;
  /** The command that tells more, as words without the program's name and the store: `query`, `--quarantined`. */
  readonly command?: readonly string[];
}

/** What is left out by design. */
export function note(text: string): AnswerNote {
  return { kind: 'note', text };
}

/** What is broken or missing now. */
export function incomplete(text: string, ...command: readonly string[]): AnswerNote {
  return { kind: 'incomplete', text, ...(command.length > 0 && { command }) };
}
