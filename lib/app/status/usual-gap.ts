import { type DeliveryPlace, rangesOfDay } from '../completeness/delivery-places';
import type { DeliveryTimes } from '../ports/delivery-times';
import type { ReceiptReader } from '../ports/receipt-reader';

/** Days that are looked at, the newest first: two weekends. */
const DAYS = 15;

/** Deliveries of which the time is read, the newest first. On earlier days it counts only whether there was any. */
const DELIVERIES = 1_000;

/** Fewer deliveries than these do not show what is usual. */
const LEAST_DELIVERIES = 3;

/** A gap that means nothing: CloudTrail delivers within minutes, and not to the minute (CloudTrail user guide: how CloudTrail works). */
const LEAST_GAP_MS = 60 * 60 * 1_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Where to read when an account and region had deliveries. */
export type DeliveryHistory = Pick<ReceiptReader, 'hasReceipts'> & DeliveryTimes;

/** The gap between two deliveries that is usual for an account and region, in milliseconds. */
export interface UsualGap {
  /** The longest of its last two weeks, nights and weekends included. */
  readonly longestMs: number;
  /**
   * The age from which the newest delivery is older than usual. It is past the longest gap by as much as that is past the middle
   * one: where gaps are all alike the next one is too, and where they are not, it may well be longer than any before. The fewer
   * gaps are known, the less they say: so a share of the longest is added, as large as that of one gap among them.
   */
  readonly staleAfterMs: number;
}

/** The usual gap of an account and region. Undefined if there are too few deliveries. It reads a bounded number of receipts. */
export async function usualGap(history: DeliveryHistory, place: DeliveryPlace): Promise<UsualGap | undefined> {
  const times = new Set<number>();
  const earlierDays: number[] = [];
  const last = dayOf(Date.parse(place.newest));
  for (let day = last; day > last - DAYS; day -= 1) {
    if (times.size < DELIVERIES) for (const time of await timesOn(history, place, day)) times.add(time);
    else if (await isDelivered(history, place, day)) earlierDays.push(day);
  }
  return times.size < LEAST_DELIVERIES ? undefined : gapOf([...times].sort(ascending), earlierDays.sort(ascending));
}

function gapOf(times: readonly number[], earlierDays: readonly number[]): UsualGap {
  const gaps = gapsOf(times).sort(ascending);
  // Days that follow on each other are no silence.
  const silences = gapsOf([...earlierDays, dayOf(times[0] ?? 0)].map((day) => day * DAY_MS)).filter(
    (gap) => gap > DAY_MS,
  );
  const longestMs = Math.max(LEAST_GAP_MS, ...silences, gaps.at(-1) ?? 0);
  const middleMs = Math.max(LEAST_GAP_MS, gaps[Math.floor((gaps.length - 1) / 2)] ?? 0);
  return { longestMs, staleAfterMs: 2 * longestMs - middleMs + longestMs / gaps.length };
}

async function timesOn(history: DeliveryHistory, place: DeliveryPlace, day: number): Promise<readonly number[]> {
  const ranges = rangesOfDay(place, textOf(day));
  const found = await Promise.all(ranges.map((range) => history.deliveryTimes(range, DELIVERIES)));
  const newest = Date.parse(place.newest);
  return found
    .flat()
    .map(Date.parse)
    .filter((time) => time <= newest && dayOf(time) === day);
}

async function isDelivered(history: DeliveryHistory, place: DeliveryPlace, day: number): Promise<boolean> {
  const found = await Promise.all(rangesOfDay(place, textOf(day)).map((range) => history.hasReceipts(range)));
  return found.includes(true);
}

function gapsOf(sorted: readonly number[]): number[] {
  return sorted.slice(1).map((time, index) => time - (sorted[index] ?? time));
}

function ascending(one: number, other: number): number {
  return one - other;
}

function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

function textOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
