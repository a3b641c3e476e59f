import { isUtf8 } from 'node:buffer';
import { MatchError } from './match-error';
import { literalOf, literalPattern, mapLiterals, type Pattern } from './wildcard-pattern';

/** The modifiers that encode text as UTF-16; `wide` is Sigma's other name for little-endian without a mark. */
export const UTF16_ENCODINGS = ['wide', 'utf16le', 'utf16be', 'utf16'] as const;
export type Utf16Encoding = (typeof UTF16_ENCODINGS)[number];

/** U+FEFF: as text it stands for the two bytes FF FE that start UTF-16 little-endian data. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A pattern whose text is UTF-16: `cmd` becomes `c\0m\0d\0`, wildcards stay. Throws a `MatchError` for characters whose
 * bytes cannot stand in text again, which is nearly everything outside ASCII.
 */
export function utf16Pattern(pattern: Pattern, encoding: Utf16Encoding): Pattern {
  const encoded = mapLiterals(pattern, (literal) => utf16Text(literal, encoding));
  return encoding === 'utf16' ? [{ literal: BYTE_ORDER_MARK }, ...encoded] : encoded;
}

function utf16Text(literal: string, encoding: Utf16Encoding): string {
  const littleEndian = Buffer.from(literal, 'utf16le');
  const bytes = encoding === 'utf16be' ? littleEndian.swap16() : littleEndian;
  if (!isUtf8(bytes)) throw new MatchError(`${encoding} ${JSON.stringify(literal)}`, 'takes only ASCII text');
  return bytes.toString('utf8');
}

/** The text of a pattern in Base64. Throws a `MatchError` where it has wildcards, which have no encoding. */
export function base64Pattern(pattern: Pattern): Pattern {
  return literalPattern(bytesOf(pattern, 'base64').toString('base64'));
}

/**
 * What is certain of a text's Base64 form at each of the three places where it can start within a group of three bytes:
 * the characters that also encode neighbouring bytes are cut off. Throws a `MatchError` where it has wildcards, or is too
 * short for anything to be certain: an empty pattern would be found in every text.
 */
export function base64OffsetPatterns(pattern: Pattern): readonly Pattern[] {
  const bytes = bytesOf(pattern, 'base64offset');
  if (bytes.length < FEWEST_BYTES) throw new MatchError('base64offset', `takes at least ${FEWEST_BYTES} bytes of text`);
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return literalPattern(
      encoded.slice(CUT_AT_START[offset], encoded.length - (CUT_AT_END[(bytes.length + offset) % 3] ?? 0)),
    );
  });
}

/** Of fewer bytes nothing is left at one of the places, once what encodes their neighbours is cut off. */
const FEWEST_BYTES = 2;

/** Characters that hold bits of the 0, 1 or 2 bytes before the text. */
const CUT_AT_START = [0, 2, 3];

/** Characters that hold padding or bits of what follows, by how many bytes the last group has (0 = a whole group). */
const CUT_AT_END = [0, 3, 2];

function bytesOf(pattern: Pattern, modifier: string): Buffer {
  const text = literalOf(pattern);
  if (text === undefined)
    throw new MatchError(modifier, 'takes text without wildcards; put it before contains, startswith and endswith');
  if (!text.startsWith(BYTE_ORDER_MARK)) return Buffer.from(text);
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.slice(BYTE_ORDER_MARK.length))]);
}
