/** Something that an answer lacks or may lack. */
export interface AnswerNote {
  /** `note` for what the index leaves out by design, `incomplete` for what is broken or missing now. */
  readonly kind: 'note' | 'incomplete';
  readonly text: string;
  /** The command that shows more, as words without the name of the program and the store: `query`, `--quarantined`. */
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
