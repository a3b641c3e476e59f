/** Printable ASCII, which nearly all of a log is. To make the expression below takes a millisecond of each start. */
const PRINTABLE = /^[ -~]*$/;

/**
 * Control characters, including those that begin escape sequences, and characters that reorder or hide text. Attackers
 * write them, for example into a user agent, to forge what a terminal shows (Unicode Technical Report 36, bidirectional
 * text). Noncharacters are included: they have no meaning, and queues for alerts refuse some of them (SQS API
 * reference: SendMessage).
 */
const unsafe = () => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * Text of a log that is safe for a terminal or a message: one line, no control characters, nothing that reorders the
 * text around it.
 */
export function safeText(text: string): string {
  return PRINTABLE.test(text) ? text : text.toWellFormed().replace(unsafe(), '\u00b7');
}

/**
 * JSON text of one line that is safe for a terminal and still the same JSON. `JSON.stringify` leaves some characters
 * that a terminal may obey (C1 controls such as CSI, reordering and hiding characters). This function escapes them.
 */
export function safeJson(json: string): string {
  if (PRINTABLE.test(json)) return json;
  return json.replace(unsafe(), (character) =>
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
