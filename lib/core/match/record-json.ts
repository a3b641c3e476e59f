import { foldCase } from './scalar-text';

/** What is known of a record before it is parsed. */
export interface RecordText {
  /** Whether a value of the record may contain a text, which is `plainText` and in folded case. */
  mayContain(plain: string): boolean;
  /** Whether a field may have this name, or one that ends with it and contains dots. */
  mayHaveKey(plain: string): boolean;
}

/** A record as JSON without white space, as `JSON.stringify` writes it, before it is parsed. */
export class RecordJson implements RecordText {
  private lower: string | undefined;

  constructor(readonly text: string) {}

  /** Letters beyond ASCII may fold to some of ASCII, so that nothing is known of a record that has them. */
  mayContain(plain: string): boolean {
    this.lower ??= NOT_ASCII.test(this.text) ? '' : foldCase(this.text);
    return this.lower === '' || this.lower.includes(plain);
  }

  mayHaveKey(plain: string): boolean {
    return this.text.includes(`${plain}":`);
  }
}

/** What can be told of a record before it is parsed: false if the record surely fails, else true. */
export type JsonTest = (json: RecordText) => boolean;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII has them
const NOT_ASCII = /[^\x00-\x7f]/;

/** ASCII that JSON writes as it is: no quote, backslash or control character. */
const PLAIN = /^[ !#-[\]-~]+$/;

/** Whether JSON writes a text as it is. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** A text in folded case, if JSON writes it as it is; else undefined. */
export function plainText(text: string): string | undefined {
  return isPlain(text) ? foldCase(text) : undefined;
}
