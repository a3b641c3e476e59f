import { wellFormedLength } from './utf8-check';

/** Where Unicode keeps half characters that no text has: byte 0xff becomes U+DCFF, as in Python (PEP 383). */
const LOW_SURROGATES = 0xdc00;

/** What a text is looked through for: quotes, escapes, stray backslashes and control characters. */
const TELLING = /"|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})|[\\\p{Cc}]/gu;

const WHITE_SPACE = '\t\n\r';

/**
 * The text of a damaged record with its damage in a form that JSON has, so that it can be read and masked. A byte that
 * is not UTF-8 becomes a half character. A control character or a broken escape becomes the characters it consists of.
 * The result still shows what its texts were. Other damage stays.
 */
export function mendedText(bytes: Buffer): string {
  let isInside = false;
  return decoded(bytes).replace(TELLING, (found) => {
    if (found === '"') isInside = !isInside;
    const isSound = found.length > 1 || found === '"';
    return isSound ? found : isInside ? inText(found) : betweenTokens(found);
  });
}

function inText(stray: string): string {
  if (stray === '\\') return '\\\\';
  return stray < ' ' ? `\\u${stray.charCodeAt(0).toString(16).padStart(4, '0')}` : stray;
}

function betweenTokens(stray: string): string {
  return stray < ' ' && !WHITE_SPACE.includes(stray) ? ' ' : stray;
}

function decoded(bytes: Buffer): string {
  const parts: string[] = [];
  let [start, at] = [0, 0];
  while (at < bytes.length) {
    const length = wellFormedLength(bytes, at);
    if (length === 0) {
      parts.push(bytes.toString('utf8', start, at), String.fromCharCode(LOW_SURROGATES + bytes.readUInt8(at)));
      start = at + 1;
    }
    at += Math.max(1, length);
  }
  return parts.join('') + bytes.toString('utf8', start);
}
