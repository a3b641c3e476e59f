import { displayWidth } from '../render/display-width';
import type { EventCells } from './event-cells';
import { COLUMN_NAMES, type ColumnName, type ColumnWidths, isReference, totalWidth } from './table-layout';

/** The widths of one row while it is fitted. */
type RowWidths = Partial<Record<ColumnName, number>>;

/** A column that gives way, and the width that it keeps. */
type Relief = readonly [ColumnName, number];

/**
 * The widths of the cells of one row. What must stand whole (an error code, what was asked for, a reference) takes more
 * than its column where it needs to: first from blanks beside it, then from what says least. An error code stands back
 * where it would leave no room to say who did what to what was asked for.
 */
export function fittedRow(cells: EventCells, layout: ColumnWidths, width: number): ColumnWidths {
  const needed: RowWidths = {};
  const fitted: RowWidths = {};
  for (const name of COLUMN_NAMES) {
    const column = layout[name];
    if (column === undefined) continue;
    needed[name] = neededWidth(cells, name, column);
    fitted[name] = Math.max(column, needed[name]);
  }
  if (isReference(cells.ref)) leaveToReference(fitted, cells, layout);
  const inTable = () => totalWidth(fitted) - totalWidth(layout);
  takeBlanks(fitted, needed, inTable);
  for (const [name, least] of reliefs(cells)) {
    const excess = totalWidth(fitted) - width;
    if (excess <= 0) break;
    shrink(fitted, name, least, excess);
  }
  return fitted;
}

/** What a cell takes: all of what must stand whole, and of the rest no more than the column has. */
function neededWidth(cells: EventCells, name: ColumnName, column: number): number {
  const whole = displayWidth(cells[name]);
  if (name === 'ref' || name === 'time' || whole <= column) return whole;
  if (name === 'outcome') return Math.max(column, displayWidth(cells.shortOutcome));
  return Math.max(column, name === 'what' ? displayWidth(cells.asked) : 0);
}

/** Uses blanks of a row for its wide cells, those on the right first, so that the columns before them stay in line. */
function takeBlanks(fitted: RowWidths, needed: RowWidths, excess: () => number): void {
  for (const name of [...COLUMN_NAMES].reverse()) {
    const blanks = (fitted[name] ?? 0) - (needed[name] ?? 0);
    if (blanks > 0 && excess() > 0) fitted[name] = (fitted[name] ?? 0) - Math.min(blanks, excess());
  }
}

/** Which cells give way, one after the other: what says least first, what was asked for last. */
function reliefs(cells: EventCells): readonly Relief[] {
  const asked = displayWidth(cells.asked);
  const code = displayWidth(cells.shortOutcome);
  return [
    ['what', Math.max(asked, 16)],
    ['region', 0],
    ['account', 0],
    ['from', 0],
    ...(isReference(cells.ref) ? ([['time', 0]] as const) : []),
    ['what', Math.max(asked, 8)],
    ['who', 12],
    ['event', 14],
    ['outcome', code],
    ['who', 6],
    ['event', 8],
    // Beside what was asked for, who did what says more than the code of an error: one word stands for it.
    ...(asked > 0 ? ([['outcome', displayWidth(cells.outcomeWord)]] as const) : []),
    ['who', 1],
    ['event', 1],
    ...(cells.isFailure ? [] : ([['outcome', 0]] as const)),
    ['who', 0],
    ['event', 0],
    ['outcome', 1],
    ['outcome', 0],
    ['time', 0],
    ['what', 1],
    ['what', 0],
    ['ref', 1],
  ];
}

/** A reference has the name of the call in it. Whose event it is stands in what was asked for, or else in WHO. */
function leaveToReference(fitted: RowWidths, { asked, who, isFailure }: EventCells, layout: ColumnWidths): void {
  const isLaidOut = !('event' in layout);
  fitted.event = 0;
  if ('who' in layout) fitted.who = asked === '' ? Math.max(displayWidth(who), isLaidOut ? (layout.who ?? 0) : 0) : 0;
  if (!isFailure && !isLaidOut) fitted.outcome = 0;
  fitted.what = asked === '' ? 0 : Math.max(displayWidth(asked), isLaidOut ? (layout.what ?? 0) : 0);
}

/** Makes a cell narrower by an excess, but no narrower than it may be. What may be nothing is either whole or nothing. */
function shrink(fitted: RowWidths, name: ColumnName, least: number, excess: number): void {
  const now = fitted[name] ?? 0;
  if (now > least) fitted[name] = least === 0 ? 0 : Math.max(least, now - excess);
}
