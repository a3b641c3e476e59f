import { safeText } from '../../core/text/safe-text';
import { cut } from '../render/cut-text';
import { type BlockStyle, labelledBlock } from '../render/labelled-block';
import { wrapped } from '../render/wrapped-text';
import { painted } from '../terminal/colour';
import { eventColumn, fittedStoryRow } from './fitted-story-row';
import { type FoldedRow, foldedRuns } from './folded-runs';
import type { StorySection, StoryView } from './story-view';

/** Lines of a screen of which nothing is known, and those that a list leaves for its title and what follows. */
const UNKNOWN_ROWS = 24;
const FREE_ROWS = 4;

/** The fewest lines of a list that are worth to be shown. */
const LEAST_ROWS = 8;

const INDENT = '  ';

/** How a story is shown. */
export interface StoryStyle extends BlockStyle {
  /** The lines of the screen: a list has no more. */
  readonly rows?: number | undefined;
  /** The rows as lines, where somebody chose their columns. */
  readonly chosen?: readonly string[] | undefined;
}

/** A story for a terminal. No line is wider than it, but for commands: these are whole, because they are to be copied. */
export function renderStoryTable(view: StoryView, style: StoryStyle): string {
  const bold = (text: string) => (style.colour ? painted('bold', text) : text);
  const title = (text: string) => ['', bold(cut(safeText(text), style.width))];
  const lines = [
    ...wrapped(safeText(view.title), style.width).map(bold),
    ...labelledBlock(view.facts, style),
    ...(style.chosen ? [...title(`rows (times in ${view.zone})`), ...style.chosen] : dayLines(view, style, title)),
    ...(view.legend.length > 0 ? ['', ...view.legend.flatMap((line) => paragraph(line, style))] : []),
    ...view.sections.flatMap((section) => [...title(section.title), ...sectionLines(section, style)]),
    ...(view.pivots.length > 0 ? [...title('next questions'), ...pivotLines(view, style)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** A list that is longer than a screen is folded, and says so. */
function sectionLines({ lines, isList }: StorySection, style: StoryStyle): readonly string[] {
  const paragraphs = lines.map((line) => paragraph(line, style).map((each) => `${INDENT}${each}`));
  const shown = isList ? shownOf(paragraphs, style) : paragraphs.length;
  const more = paragraphs.length - shown;
  return [...paragraphs.slice(0, shown).flat(), ...(more > 0 ? [`${INDENT}${foldedText(more)}`] : [])];
}

/** How many paragraphs a screen has room for. One that is left out takes the line that says so. */
function shownOf(paragraphs: readonly (readonly string[])[], { rows = UNKNOWN_ROWS }: StoryStyle): number {
  const room = Math.max(rows - FREE_ROWS, LEAST_ROWS);
  let taken = 0;
  const over = paragraphs.findIndex((lines) => {
    taken += lines.length;
    return taken > room;
  });
  return over === -1 ? paragraphs.length : over;
}

function foldedText(more: number): string {
  return `… ${more} more: --output json, md and html have all`;
}

function pivotLines({ pivots, pivotsLeftOut }: StoryView, style: BlockStyle): readonly string[] {
  const folded = pivotsLeftOut > 0 ? [`${INDENT}${foldedText(pivotsLeftOut)}`] : [];
  return [...pivots.map((line) => command(line, style)), ...folded];
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
  const eventWidth = eventColumn(days.flatMap(({ rows }) => rows));
  return days.flatMap(({ day, zone, rows }) => [
    ...title(`${day} (${zone})`),
    ...foldedRuns(rows).map((row) => rowLine(row, style, eventWidth)),
  ]);
}

function rowLine(folded: FoldedRow, { width, colour }: BlockStyle, eventWidth: number): string {
  const line = fittedStoryRow(folded, width, eventWidth);
  return colour && folded.row.isRefused ? painted('red', line) : line;
}
