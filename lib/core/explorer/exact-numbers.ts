/** Begins texts that stand for numbers. It is new each time, so that nobody who writes a log can know it. */
const MARK = `${globalThis.crypto.randomUUID()}:`;

/** A string to its end, or a number. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[-+.\deE]*/g;

/** A first look, which finds nothing in nearly all texts: 16 digits, a fraction or an exponent, in a string or not. */
const LOOKS_INEXACT = /\d{16}|\d[.eE]/;

const MARKED = new RegExp(`"${MARK}([^"]*)"`, 'g');

/**
 * The value of a JSON text in which no number loses a digit: one that a double would write otherwise, such as an integer
 * beyond 2^53, is a text of which `digitsOf` gives its digits. Throws `SyntaxError`.
 */
export function parseKeepingDigits(json: string): unknown {
  if (!LOOKS_INEXACT.test(json)) return JSON.parse(json);
  return JSON.parse(json.replace(STRING_OR_NUMBER, (token) => (isExact(token) ? token : `"${MARK}${token}"`)));
}

/** The digits of a number that a double does not hold, as they were written. Undefined for any other value. */
export function digitsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(MARK) ? value.slice(MARK.length) : undefined;
}

/** JSON of a value of `parseKeepingDigits`, with all digits. Throws `RangeError` for one that is thousands of levels deep. */
export function stringifyKeepingDigits(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(MARKED, '$1');
}

function isExact(token: string): boolean {
  return token.startsWith('"') || String(Number(token)) === token;
}
