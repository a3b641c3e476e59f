import type { Condition, FieldTest } from './condition';
import { foldCase } from './scalar-text';

/** A record as JSON without white space, as `JSON.stringify` writes it, before it is parsed. */
export class RecordJson {
  private lower: string | undefined;

  constructor(readonly text: string) {}

  /**
   * Whether a value of the record may contain a text, which is `plainText` and in folded case. Letters beyond ASCII may fold
   * to some of ASCII, so that nothing is known of a record that has them.
   */
  mayContain(plain: string): boolean {
    this.lower ??= NOT_ASCII.test(this.text) ? '' : foldCase(this.text);
    return this.lower === '' || this.lower.includes(plain);
  }

  /** Whether a field may have this name, or one that ends with it and contains dots. */
  mayHaveKey(plain: string): boolean {
    return this.text.includes(`${plain}":`);
  }
}

/** What can be told of a record before it is parsed: false if the record surely fails, else true. */
export type JsonTest = (json: RecordJson) => boolean;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII has them
const NOT_ASCII = /[^\x00-\x7f]/;

/** ASCII that JSON writes as it is: no quote, backslash or control character. */
const PLAIN = /^[ !#-[\]-~]+$/;

/** A text in folded case, if JSON writes it as it is; else undefined. */
export function plainText(text: string): string | undefined {
  return PLAIN.test(text) ? foldCase(text) : undefined;
}

/** What can be told of a condition before a record is parsed. Undefined if nothing can. */
export function jsonTestOf(condition: Condition): JsonTest | undefined {
  if (condition.kind === 'test') return testOf(condition.test);
  if (condition.kind === 'not') return undefined;
  const parts = condition.parts.map(jsonTestOf);
  return condition.kind === 'and' ? everyOf(parts) : someOf(parts);
}

/** Holds if all do of which something can be told. */
export function everyOf(tests: readonly (JsonTest | undefined)[]): JsonTest | undefined {
  const known = tests.filter((test) => test !== undefined);
  return known.length === 0 ? undefined : (json) => known.every((may) => may(json));
}

/** Holds if one does. Undefined if nothing can be told of one of them. */
export function someOf(tests: readonly (JsonTest | undefined)[]): JsonTest | undefined {
  const known = tests.filter((test) => test !== undefined);
  return known.length < tests.length ? undefined : (json) => known.some((may) => may(json));
}

/** A field that has to be there is named in the record, and its value has what the patterns are made of. */
function testOf({ field, holdsWhenAbsent, pieces }: FieldTest): JsonTest | undefined {
  if (holdsWhenAbsent) return undefined;
  const key = field?.split('.').at(-1) ?? '';
  const named: JsonTest | undefined = PLAIN.test(key) ? (json) => json.mayHaveKey(key) : undefined;
  return everyOf([named, pieces && someOf(pieces.map(hasAll))]);
}

function hasAll(pieces: readonly string[]): JsonTest | undefined {
  const plain = pieces.flatMap((piece) => plainText(piece) ?? []);
  return plain.length === 0 ? undefined : (json) => plain.every((piece) => json.mayContain(piece));
}
