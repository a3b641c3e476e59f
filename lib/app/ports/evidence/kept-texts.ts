/** Texts by their keys, more of them than memory has room for. */
export interface KeptTexts {
  /** Keeps a text. Gives whether its key was free; if it was not, the text takes the place of the other. */
  keep(key: string, text: string): boolean;
  /** Gives a text, and keeps it no longer. Undefined if there is none. */
  take(key: string): string | undefined;
  /** The texts that are left, in the order of their keys. */
  rest(): Iterable<string>;
}
