import { shortRef } from '../../core/rows/event-ref';
import { safeText } from '../../core/text/safe-text';
import { cut, cutMiddle, padded } from '../render/cut-text';
import { displayWidth } from '../render/display-width';
import type { FoldedRow } from './folded-runs';
import type { ViewRow } from './story-days';

const GAP = '  ';
const TIME_WIDTH = 'HH:MM:SS'.length;

/** The widest that names of events are written, their marks included, and what stays where nothing gains by less. */
const MOST_EVENT_WIDTH = 36;
const LEAST_EVENT_WIDTH = 12;

/** The least that is written of what a call was about. */
const LEAST_WHAT_WIDTH = 12;

/** Terminal cells for each of several things: room for most of a long name and for the beginning of the next. */
const EACH_WIDTH = 40;

/** The column of names of events: as wide as they are, up to a width. */
export function eventColumn(rows: readonly ViewRow[]): number {
  return rows.reduce((most, row) => Math.max(most, Math.min(displayWidth(eventCell(row)), MOST_EVENT_WIDTH)), 0);
}

/**
 * A row, or several of equal calls, as one line of at most `width` cells. A reference stays whole, because it leads to the
 * event, as do the code of an error and what the story was asked of: other cells give way.
 */
export function fittedStoryRow({ row, ...run }: FoldedRow, width: number, column: number): string {
  const ref = safeText(row.ref);
  const left = width - TIME_WIDTH - displayWidth(ref) - 3 * GAP.length;
  const often = oftenText(run);
  const needed = displayWidth([wholeText(row), often].filter((text) => text !== '').join(' '));
  const eventWidth = Math.min(column, needed < left ? left - needed : LEAST_EVENT_WIDTH);
  const whatWidth = left - eventWidth;
  if (whatWidth < LEAST_WHAT_WIDTH) return referenceLine(row.time, ref, width);
  const event = padded(cut(eventCell(row), eventWidth), eventWidth);
  return [row.time, event, padded(whatCell(row, often, whatWidth), whatWidth), ref].join(GAP);
}

/** A reference names its call and time, so that a shorter one stands for the row. */
function referenceLine(time: string, ref: string, width: number): string {
  const lines = [ref, shortRef(ref)].map((each) => [time, each].join(GAP));
  return lines.find((line) => displayWidth(line) <= width) ?? cut(ref, width);
}

/** How often a call was made stands whole behind what it was about. The reference is that of the first. */
function oftenText({ count, last }: Omit<FoldedRow, 'row'>): string {
  return count === 1 ? '' : `×${count}, to ${last}`;
}

function eventCell({ mark, isUnder, eventName }: ViewRow): string {
  const sign = isUnder ? '└' : mark || ' ';
  return safeText(`${sign} ${isUnder && mark ? `${mark} ` : ''}${eventName}`);
}

function whatCell(row: ViewRow, often: string, width: number): string {
  const room = often === '' ? width : width - displayWidth(often) - 1;
  const text = room < 1 ? '' : whatText(row, room);
  return cut([text, often].filter((each) => each !== '').join(' '), width);
}

/** What is refused says so in words first; then who acted, where others did; then what the call was about. */
function whatText(row: ViewRow, width: number): string {
  const { outcome, what, asked } = row;
  const by = byText(row);
  const all = said([...refusal(row, outcome), ...by, ...what]);
  if (displayWidth(all) <= width) return all;
  const before = said([wholeText(row), ...by].filter((each) => each !== ''));
  const room = width - displayWidth(before) - (before === '' ? 0 : 1);
  const rest = room < 1 ? '' : restText(what.slice(asked), room);
  return cut([before, rest].filter((each) => each !== '').join(' '), width);
}

/** What must stand whole: the code of an error, and what the story was asked of. */
function wholeText(row: ViewRow): string {
  return said([...refusal(row, row.shortOutcome), ...row.what.slice(0, row.asked)]);
}

function refusal({ isRefused, by, what }: ViewRow, outcome: string): readonly string[] {
  return isRefused ? [by === '' && what.length === 0 ? outcome : `${outcome}:`] : [];
}

function byText({ by, what }: ViewRow): readonly string[] {
  return by === '' ? [] : [`by ${by}${what.length === 0 ? '' : ':'}`];
}

function said(texts: readonly string[]): string {
  return safeText(texts.join(' '));
}

/** The end of a path says as much as its beginning. */
function restText(ids: readonly string[], width: number): string {
  const [only = '', another] = ids;
  if (another === undefined) return cutMiddle(safeText(only), width);
  return cut(ids.map((id) => cutMiddle(safeText(id), EACH_WIDTH)).join(' '), width);
}
