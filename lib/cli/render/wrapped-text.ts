import { displayWidth } from './display-width';

/** Code units that a line may have for each terminal cell of its width: text of no width could be endless. */
const UNITS_PER_CELL = 8;

/** Where a text may break, beside blanks: behind what parts the words of ARNs, paths, user agents and references. */
const BREAKS = /[^\s/#,;_]*(?:[/#,;_]+|\s+|$)/gu;

/**
 * A text as lines of at most `width` terminal cells, by whole characters: behind a blank or a part of a name if there is one,
 * and within a word that is too long for a line. The lines joined are the text, but for blanks at their ends.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text, width)) {
    if (line !== '' && !fits(line + piece.trimEnd(), width)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** The pieces between which a text breaks, none wider than a line. */
function pieces(text: string, width: number): readonly string[] {
  return (text.match(BREAKS) ?? []).flatMap((piece) => (fits(piece.trimEnd(), width) ? [piece] : split(piece, width)));
}

function split(piece: string, width: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let cells = 0;
  for (const character of characters(piece)) {
    const next = displayWidth(character);
    if (part !== '' && (cells + next > width || part.length + character.length > width * UNITS_PER_CELL)) {
      parts.push(part);
      [part, cells] = ['', 0];
    }
    part += character;
    cells += next;
  }
  return [...parts, part];
}

const SEGMENTER = new Intl.Segmenter();

/** Code units of the longest characters that somebody writes in earnest. */
const LONGEST_CHARACTER = 32;

/** Characters as people see them: a wide one, or one with its accents, is not cut in two, unless it is forged to be endless. */
function* characters(text: string): Generator<string> {
  for (const { segment } of SEGMENTER.segment(text)) {
    if (segment.length > LONGEST_CHARACTER) yield* segment;
    else yield segment;
  }
}

function fits(text: string, width: number): boolean {
  return text.length <= width * UNITS_PER_CELL && displayWidth(text) <= width;
}
