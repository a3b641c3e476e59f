import { namedText } from '../../core/names/named-text';
import { displayWidth } from './display-width';

const ELLIPSIS = '…';

/** Code units that a cell may have for each terminal cell of its width: text of no width could be endless. */
const UNITS_PER_CELL = 8;

/** Text cut at its end to a width in terminal cells, by whole characters. Nothing is left of a width of 0. */
export function cut(text: string, maxWidth: number): string {
  if (fits(text, maxWidth)) return text;
  return maxWidth < 1 ? '' : beginning(text, maxWidth - 1) + ELLIPSIS;
}

/** Text cut in its middle: of a path or an ARN the end says as much as the beginning. */
export function cutMiddle(text: string, maxWidth: number): string {
  if (fits(text, maxWidth)) return text;
  if (maxWidth < 1) return '';
  const end = ending(text, Math.floor((maxWidth - 1) / 2));
  return beginning(text, maxWidth - 1 - displayWidth(end)) + ELLIPSIS + end;
}

/** The least that is left of an ID whose name has to have room: the first digits of a UUID, and the mark of the cut. */
const LEAST_OF_ID = 9;

/** An ID and its name behind it, cut to a width in terminal cells: the ID gives way first, because the name is there to be read. */
export function cutNamed(id: string, name: string, maxWidth: number): string {
  const whole = namedText(id, name);
  if (fits(whole, maxWidth)) return whole;
  const room = maxWidth - displayWidth(namedText('', name));
  return cut(namedText(cut(id, Math.max(LEAST_OF_ID, room)), name), maxWidth);
}

/** Whether a text stands in a width as it is. */
function fits(text: string, maxWidth: number): boolean {
  return text.length <= maxWidth * UNITS_PER_CELL && displayWidth(text) <= maxWidth;
}

function beginning(text: string, maxWidth: number): string {
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += displayWidth(character);
    if (width > maxWidth || kept.length > maxWidth * UNITS_PER_CELL) break;
    kept += character;
  }
  return kept;
}

function ending(text: string, maxWidth: number): string {
  const last = [...text.slice(-maxWidth * UNITS_PER_CELL).toWellFormed()];
  let kept = '';
  let width = 0;
  while (last.length > 0) {
    const character = last.pop() ?? '';
    width += displayWidth(character);
    if (width > maxWidth) break;
    kept = character + kept;
  }
  return kept;
}

/** Text with blanks behind it up to a width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
