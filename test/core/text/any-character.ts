import fc from 'fast-check';

/** The code points of halves of characters, which stand for no character alone. */
const HALVES = { first: 0xd800, count: 0x800 };
const CODE_POINTS = 0x110000;

/**
 * Any character of Unicode but half ones, as `unit: 'binary'` of a text. That one lists all of them in memory when it is
 * first used, which takes most of a second.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat({ max: CODE_POINTS - HALVES.count - 1 })
  .map((nth) => String.fromCodePoint(nth < HALVES.first ? nth : nth + HALVES.count), nthOf);

/** Throws for what is not one such character. */
function nthOf(text: unknown): number {
  const codePoint = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (codePoint === undefined || text !== String.fromCodePoint(codePoint)) throw new TypeError('no single character');
  if (codePoint < HALVES.first) return codePoint;
  if (codePoint < HALVES.first + HALVES.count) throw new TypeError('half a character');
  return codePoint - HALVES.count;
}
