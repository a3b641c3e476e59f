/**
 * Control characters, escape sequences' introducers among them, and characters that reorder or hide text: what
 * somebody writes into a user agent to forge what a terminal shows (Unicode Technical Report 36, bidirectional text).
 */
const UNSAFE =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Text of a log as it may go to a terminal: one line, no control characters, nothing that reorders what is around it. */
export function safeText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, '\u00b7');
}
