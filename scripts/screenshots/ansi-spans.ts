/** A part of a line in one style. */
export interface Span {
  readonly text: string;
  /** The names of its styles, as the style sheet of a screenshot has them. */
  readonly styles: readonly string[];
}

/** Select Graphic Rendition (ECMA-48): which code begins which style, and which codes it ends. */
const STYLES: Readonly<Record<number, string>> = {
  1: 'bold',
  2: 'dim',
  4: 'underline',
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'magenta',
  36: 'cyan',
  90: 'gray',
};
const COLOURS = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'gray'];
const ENDS: Readonly<Record<number, readonly string[]>> = { 22: ['bold', 'dim'], 24: ['underline'], 39: COLOURS };

/** An unknown code must not be drawn as text, nor left out without a word. */
export class UnknownStyleError extends Error {
  constructor(readonly code: number) {
    super(`the style ${code} of a terminal is unknown: add it to STYLES`);
    this.name = 'UnknownStyleError';
  }
}

/** The spans of a line that a program wrote to a terminal. Throws `UnknownStyleError`. */
export function ansiSpans(line: string): readonly Span[] {
  const spans: Span[] = [];
  let styles: readonly string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  for (const [index, part] of line.split(/\u001b\[([\d;]*)m/).entries()) {
    if (index % 2 === 1) styles = part.split(';').reduce((before, code) => styled(before, Number(code)), styles);
    else if (part !== '') spans.push({ text: part, styles });
  }
  return spans;
}

function styled(before: readonly string[], code: number): readonly string[] {
  if (code === 0) return [];
  const ended = ENDS[code];
  if (ended) return before.filter((style) => !ended.includes(style));
  const style = STYLES[code];
  if (style === undefined) throw new UnknownStyleError(code);
  return [...before.filter((other) => !(COLOURS.includes(style) && COLOURS.includes(other))), style];
}
