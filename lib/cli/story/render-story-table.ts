import { safeText } from '../../core/text/safe-text';
import { cut, padded } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import { type BlockStyle, labelledBlock } from '../render/labelled-block';
import { wrapped } from '../render/wrapped-text';
import { painted } from '../terminal/colour';
import { type FoldedRow, foldedRuns } from './folded-runs';
import type { StorySection, StoryView, ViewRow } from './story-view';

const GAP = '  ';
const TIME_WIDTH = 'HH:MM:SS'.length;

/** The widest that names of events are written, their marks included. */
const MOST_EVENT_WIDTH = 36;

/** The least that is written of what a call was about. */
const LEAST_WHAT_WIDTH = 12;

const INDENT = '  ';

/** A story for a terminal. No line is wider than it, but for commands: these are whole, because they are to be copied. */
export function renderStoryTable(view: StoryView, style: BlockStyle): string {
  const bold = (text: string) => (style.colour ? painted('bold', text) : text);
  const title = (text: string) => ['', bold(cut(safeText(text), style.width))];
  const lines = [
    bold(cut(safeText(view.title), style.width)),
    ...labelledBlock(view.facts, style),
    ...dayLines(view, style, title),
    ...(view.legend.length > 0 ? ['', ...view.legend.flatMap((line) => paragraph(line, style))] : []),
    ...view.sections.flatMap((section) => [...title(section.title), ...sectionLines(section, style)]),
    ...(view.pivots.length > 0 ? [...title('next questions'), ...view.pivots.map((line) => command(line, style))] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function sectionLines({ lines }: StorySection, style: BlockStyle): readonly string[] {
  return lines.flatMap((line) => paragraph(line, style).map((each) => `${INDENT}${each}`));
}

/** A text on lines that leave room for the indent, and are indented themselves behind the first. */
function paragraph(text: string, { width }: BlockStyle): readonly string[] {
  const lines = wrapped(safeText(text), width - 2 * INDENT.length);
  return lines.map((line, index) => (index === 0 ? line : `${INDENT}${line}`));
}

function command(line: string, { colour }: BlockStyle): string {
  return `${INDENT}${colour ? painted('cyan', line) : line}`;
}

function dayLines(
  { days }: StoryView,
  style: BlockStyle,
  title: (text: string) => readonly string[],
): readonly string[] {
  const cells = days.flatMap(({ rows }) => rows.map((row) => displayWidth(eventCell(row))));
  const eventWidth = cells.reduce((most, width) => Math.max(most, Math.min(width, MOST_EVENT_WIDTH)), 0);
  return days.flatMap(({ day, rows }) => [
    ...title(`${day} (UTC)`),
    ...foldedRuns(rows).map((row) => rowLine(row, style, eventWidth)),
  ]);
}

function rowLine(folded: FoldedRow, { width, colour }: BlockStyle, eventWidth: number): string {
  const line = rowText(folded, width, eventWidth);
  return colour && folded.row.isRefused ? painted('red', line) : line;
}

/** A reference stays whole, because it leads to the event, and names it: the other cells give way. */
function rowText({ row, ...run }: FoldedRow, width: number, eventWidth: number): string {
  const ref = safeText(row.ref);
  const whatWidth = width - TIME_WIDTH - eventWidth - displayWidth(ref) - 3 * GAP.length;
  if (whatWidth < LEAST_WHAT_WIDTH) {
    const short = [row.time, ref].join(GAP);
    return displayWidth(short) <= width ? short : cut(ref, width);
  }
  const event = padded(cut(eventCell(row), eventWidth), eventWidth);
  const what = padded(runCell(safeText(whatCell(row)), run, whatWidth), whatWidth);
  return [row.time, event, what, ref].join(GAP);
}

/** How often a call was made stands whole behind what it was about. The reference is that of the first. */
function runCell(what: string, { count, last }: Omit<FoldedRow, 'row'>, width: number): string {
  if (count === 1) return cut(what, width);
  const often = cut(`×${count}, to ${last}`, width);
  const left = width - displayWidth(often) - 1;
  return what === '' || left < 1 ? often : `${cut(what, left)} ${often}`;
}

function eventCell({ mark, isUnder, eventName }: ViewRow): string {
  const sign = isUnder ? '└' : mark || ' ';
  return safeText(`${sign} ${isUnder && mark ? `${mark} ` : ''}${eventName}`);
}

/** What is refused says so in words first, and who acted stands before what was done by others. */
function whatCell({ isRefused, outcome, by, what }: ViewRow): string {
  return [...(isRefused ? [`${outcome}:`] : []), ...(by ? [`by ${by}:`] : []), what].join(' ');
}
