import { cut, cutMiddle, cutNamed, padded } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import { painted } from '../terminal/colour';
import type { Screen } from '../terminal/screen';
import type { EventCells } from './event-cells';
import { fittedRow } from './fitted-row';
import { COLUMN_NAMES, type ColumnName, type ColumnWidths, GAP, TITLES } from './table-layout';

type Style = Parameters<typeof painted>[0];

/** The titles of columns. */
export function titleLine(widths: ColumnWidths, { width, colour }: Screen): string {
  const titles = COLUMN_NAMES.flatMap((name) =>
    widths[name] ? [padded(cut(TITLES[name], widths[name]), widths[name])] : [],
  );
  const line = cut(titles.join(' '.repeat(GAP)).trimEnd(), width);
  return colour ? painted('bold', line) : line;
}

/** One event as one line that is no wider than the screen. */
export function rowLine(cells: EventCells, layout: ColumnWidths, { width, colour }: Screen): string {
  const fitted = fittedRow(cells, layout, width);
  const shown = COLUMN_NAMES.filter((name) => (fitted[name] ?? 0) > 0);
  const texts = shown.map((name, index) => {
    const text = shownText(cells, name, fitted[name] ?? 0);
    const room = index === shown.length - 1 ? 0 : Math.max(0, (fitted[name] ?? 0) - displayWidth(text));
    return `${gapBefore(cells, name, index)}${inColour(cells, name, text, colour)}${' '.repeat(room)}`;
  });
  return texts.join('');
}

/** The mark of a row stands right before the name of its call. */
function gapBefore({ mark }: EventCells, name: ColumnName, index: number): string {
  if (index === 0) return '';
  return name === 'event' ? ` ${mark}` : ' '.repeat(GAP);
}

function shownText(cells: EventCells, name: ColumnName, width: number): string {
  const text = cells[name];
  switch (name) {
    case 'outcome':
      return outcomeIn(cells, width);
    case 'what':
      return whatText(cells, width);
    case 'event':
      // The end of a name tells it from others: GetParameters, GetParametersByPath.
      return cutMiddle(text, width);
    case 'who':
      return cells.names.who ? cutNamed(cells.names.who.id, cells.names.who.name, width) : cut(text, width);
    default:
      return cut(text, width);
  }
}

/** The longest words for how a call ended that there is room for. A code that has no room gives way to one word. */
function outcomeIn({ outcome, shortOutcome, outcomeWord }: EventCells, width: number): string {
  const whole = [outcome, shortOutcome, outcomeWord].find((text) => displayWidth(text) <= width);
  return whole ?? cut(shortOutcome, width);
}

/** Terminal cells from which on something is worth to stand behind what was asked for: a blank, a letter, a mark of the cut. */
const LEAST_BEHIND = 3;

/** What was asked for stays whole. One thing alone is cut in its middle, several behind those that fit. */
function whatText({ what, asked }: EventCells, width: number): string {
  if (asked === '') return what.includes(' ') ? cut(what, width) : cutMiddle(what, width);
  const isAlone = displayWidth(what) > width && displayWidth(asked) + LEAST_BEHIND > width;
  return isAlone ? cutMiddle(asked, width) : cut(what, width);
}

function inColour(cells: EventCells, name: ColumnName, text: string, colour: boolean): string {
  const style = colour ? styleOf(cells, name) : undefined;
  return style === undefined ? text : painted(style, text);
}

/** What a colour says, words and marks say as well. */
function styleOf({ mark, isFailure, outcome, asked }: EventCells, name: ColumnName): Style | undefined {
  if (name === 'outcome' && isFailure) return outcome.startsWith('denied') ? 'red' : 'yellow';
  if (name === 'event' && mark !== ' ') return mark === '!' ? 'magenta' : 'cyan';
  if (name === 'what' && asked !== '') return 'bold';
  return name === 'ref' ? 'dim' : undefined;
}
