import { isSafeNumber } from 'lossless-json';
import { stringEnd } from './json-string';

/**
 * A string as far as its first backslash, or a number of 16 digits, or with a fraction or exponent, to its end: all other
 * numbers fit into a double (2^53 has 16).
 */
const STRING_OR_NUMBER = /"[^"\\]*["\\]|-?(?:\d{16}|\d+[.eE])[-+.\w]*/g;

/** A first look, which finds nothing in nearly all records: something like it, in a string or not. */
const LOOKS_UNSAFE = /[\s:,[]-?(?:\d{16}|\d+[.eE])/;

/**
 * Whether the JSON text of an object or list, which `JSON.parse` has accepted, holds a number that a double is not sure
 * to hold. Digits inside of strings are none, though whoever is audited may write as many of them as they like: each
 * string is passed over once.
 */
export function holdsUnsafeNumber(text: string): boolean {
  if (!LOOKS_UNSAFE.test(text)) return false;
  STRING_OR_NUMBER.lastIndex = 0;
  for (let found = STRING_OR_NUMBER.exec(text); found; found = STRING_OR_NUMBER.exec(text)) {
    const [token] = found;
    if (token.endsWith('\\')) STRING_OR_NUMBER.lastIndex = stringEnd(text, found.index);
    else if (!token.startsWith('"') && !isSafeNumber(token)) return true;
  }
  return false;
}
