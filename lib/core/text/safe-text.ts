/**
 * Control characters, escape sequences' introducers among them, and characters that reorder or hide text: what
 * somebody writes into a user agent to forge what a terminal shows (Unicode Technical Report 36, bidirectional text).
 * Noncharacters too: they have no meaning, and queues that alerts go to refuse some (SQS API reference: SendMessage).
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Text of a log as it may go to a terminal or into a message: one line, no control characters, nothing that reorders what is around it. */
export function safeText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, '\u00b7');
}

/**
 * JSON text of one line as it may go to a terminal, still the same JSON: what `JSON.stringify` leaves as it is though a
 * terminal may obey it (C1 controls such as CSI, reordering and hiding characters) is escaped.
 */
export function safeJson(json: string): string {
  return json.replace(UNSAFE, (character) =>
    Array.from({ length: character.length }, (_, index) => escaped(character.charCodeAt(index))).join(''),
  );
}

/** Whether a text has characters that `safeText` would replace. */
export function isUnsafe(text: string): boolean {
  return text !== safeText(text);
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
