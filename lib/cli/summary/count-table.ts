import { namesNote } from '../../core/names/named-text';
import type { InAccount } from '../../core/summary/apart-by-account';
import type { SummaryHead } from '../../core/summary/event-summary';
import type { Counted } from '../../core/summary/tally';
import type { GivenNames } from '../names/given-names';
import { type Clock, type ShownTimes, timeText } from '../render/clock';
import { type Column, renderTable, titlesWithoutRoom } from '../render/render-table';

/** Lines that a table shows of each list of a summary. */
const TOP = 10;

/** The width to which a column of a table shrinks, in terminal cells: an account stays whole. */
const LEAST_WIDTH = 12;

/** How a summary is shown. */
export interface SummaryStyle {
  /** @default UTC */
  readonly clock?: Clock;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
}

/** How many events in which window, and by which clock. */
export function headline({ since, until, total }: SummaryHead, { width, clock, names }: ShownIn, zone: string): string {
  const from = since ? `since ${timeText(since, clock)}` : 'from the first one kept';
  const window = `${from}${until ? ` until ${timeText(until, clock)}` : ''}`;
  const counted = `${total} ${total === 1 ? 'event' : 'events'} ${window}`;
  const line = `${counted}; times in ${zone}`;
  const looked = names ? `\n${namesNote(names.file)}` : '';
  return `${line.length <= width ? line : `${counted}\ntimes in ${zone}`}${looked}\n`;
}

/** Where tables are shown, and by which clock. */
export interface ShownIn {
  readonly width: number;
  readonly clock: Clock;
  readonly names: GivenNames | undefined;
}

/** Counts under titles, `top` of them, with how many lines the table leaves out. */
export function countTable<Counts extends { readonly count: number }>(
  counts: readonly Counts[],
  columns: readonly Column[],
  cells: (row: Counts) => readonly string[],
  screenWidth: number,
  top = TOP,
): string {
  const shown = counts.slice(0, top);
  const titles = [{ title: 'COUNT' }, ...columns];
  const width = 'COUNT'.length;
  const rows = shown.map((row) => [String(row.count).padStart(width), ...cells(row)]);
  const narrow = titlesWithoutRoom(titles, rows, screenWidth);
  const leftOut = narrow.length > 0 ? `no room for ${narrow.join(', ')} (--output json has all)\n` : '';
  const more = counts.length > top ? `and ${counts.length - top} more (--output json has all)\n` : '';
  return `${renderTable(titles, rows, screenWidth)}${more}${leftOut}`;
}

/** The same, with the first and the last time of each. */
export function timedTable<Counts extends Counted<object>>(
  counts: readonly Counts[],
  columns: readonly Column[],
  cells: (row: Counts) => readonly string[],
  { width, times }: { readonly width: number; readonly times: ShownTimes },
): string {
  const timed = [...columns, { title: 'FIRST' }, { title: 'LAST' }];
  return countTable(counts, timed, (row) => [...cells(row), times.minute(row.first), times.minute(row.last)], width);
}

/** A column for the account, where one name lies in several. */
export function accountColumn(counts: readonly InAccount[]): readonly Column[] {
  return counts.some(({ account }) => account !== undefined) ? [column('ACCOUNT')] : [];
}

/** A column of texts that are cut in the middle, where it has no room for them. */
export function column(title: string): Column {
  return { title, least: LEAST_WIDTH, cutAt: 'middle' };
}

/** A column of IDs with names behind them: these are cut first. */
export function idColumn(title: string): Column {
  return { title, least: LEAST_WIDTH };
}
