import stringWidth from 'string-width';
import { safeText } from '../../core/text/safe-text';
import { cut } from '../render/cut-text';
import { painted } from '../terminal/colour';
import type { StoryDay, StoryView, ViewRow } from './story-view';

/** How a story is written on a terminal. */
export interface TerminalForm {
  /** Display columns. */
  readonly width: number;
  readonly isColoured: boolean;
}

const GAP = '  ';
const TIME_WIDTH = 'HH:MM:SS'.length;

/** The widest that names of events are written, their marks and indents included. */
const MOST_EVENT_WIDTH = 36;

/** The width of labels before facts. */
const LABEL_WIDTH = 10;

/** A story for a terminal: no row is wider than it. Commands are whole, because they are to be copied. */
export function renderStoryTable(view: StoryView, form: TerminalForm): string {
  const bold = (text: string) => (form.isColoured ? painted('bold', text) : text);
  const lines = [
    bold(fitted(view.title, form.width)),
    ...view.facts.flatMap(([label, text]) => wrapped(text, form.width, label.padEnd(LABEL_WIDTH))),
    ...dayLines(view, form, bold),
    ...(view.legend.length > 0 ? ['', ...view.legend.flatMap((line) => wrapped(line, form.width, '', '  '))] : []),
    ...view.sections.flatMap(({ title, lines }) => [
      '',
      bold(fitted(title, form.width)),
      ...lines.flatMap((line) => wrapped(line, form.width, '  ', '    ')),
    ]),
    ...(view.pivots.length > 0 ? ['', bold('next questions'), ...view.pivots.map((line) => `  ${line}`)] : []),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function dayLines({ days }: StoryView, form: TerminalForm, bold: (text: string) => string): readonly string[] {
  const rows = days.flatMap((day) => day.rows);
  const eventWidth = Math.min(MOST_EVENT_WIDTH, Math.max(0, ...rows.map((row) => stringWidth(eventCell(row)))));
  const refWidth = Math.max(0, ...rows.map(({ ref }) => stringWidth(safeText(ref))));
  return days.flatMap(({ day, rows: ofDay }: StoryDay) => [
    '',
    bold(`${day} (UTC)`),
    ...ofDay.map((row) => rowLine(row, form, eventWidth, Math.min(refWidth, form.width))),
  ]);
}

/** The reference is whole if it is a handle; a long one takes what is left and no more, `--output json` has it. */
function rowLine(row: ViewRow, { width, isColoured }: TerminalForm, eventWidth: number, refWidth: number): string {
  const fixed = TIME_WIDTH + GAP.length + eventWidth + GAP.length;
  const ref = cut(safeText(row.ref), Math.min(refWidth, Math.max(8, width - fixed - GAP.length - 8)));
  const whatWidth = width - fixed - stringWidth(ref) - GAP.length;
  const event = padded(cut(eventCell(row), eventWidth), eventWidth);
  const what = padded(cut(safeText(whatCell(row)), whatWidth), whatWidth);
  const line = `${row.time}${GAP}${event}${GAP}${what}${GAP}${ref}`;
  return isColoured && row.isRefused ? painted('red', line) : line;
}

function eventCell({ mark, isUnder, eventName }: ViewRow): string {
  return `${(isUnder ? '└' : mark).padEnd(1)} ${safeText(eventName)}${isUnder && mark ? ` ${mark}` : ''}`;
}

function whatCell({ isRefused, outcome, by, what }: ViewRow): string {
  return [...(isRefused ? [`${outcome}:`] : []), ...(by ? [`by ${by}:`] : []), what].join(' ');
}

function fitted(text: string, width: number): string {
  return cut(safeText(text), width);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** A text on lines of a width, words whole where they fit. */
function wrapped(text: string, width: number, before: string, further = ' '.repeat(before.length)): readonly string[] {
  const lines: string[] = [];
  let line = before;
  let isEmpty = true;
  for (const word of safeText(text)
    .split(' ')
    .flatMap((each) => pieces(each, width - further.length))) {
    if (!isEmpty && stringWidth(`${line} ${word}`) > width) {
      lines.push(line);
      line = further;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** A word in pieces that fit. */
function pieces(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (stringWidth(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}
