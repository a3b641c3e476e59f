import { mapConcurrently } from '../flow/map-concurrently';
import type { ReceiptReader } from '../ports/receipt-reader';
import { type DeliveryPlace, deliveryPlaces, type PlaceScope, rangesOfDay } from './delivery-places';

/** Days that are looked at for one answer, over all accounts and regions: half a read unit each. */
const MOST_DAYS = 120;

/** Days of a place that are always looked at, however many places there are. */
const LEAST_DAYS = 2;

/** Days that are asked for at once, and places: together fewer than a client has connections. */
const DAYS_AT_ONCE = 8;
const PLACES_AT_ONCE = 4;

/** Days before a window, or before a long silence, that are looked at to tell whether anything was delivered earlier. */
const EARLIER = [1, 2, 3, 4, 5, 6, 7, 14, 28, 56, 112, 224, 448];

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Event times, open where undefined, of accounts and regions. */
export interface UndeliveredScope extends PlaceScope {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Days on which an account and region delivered nothing, although it did before and after. */
export interface UndeliveredDays {
  readonly account: string;
  readonly region: string;
  /** `YYYY-MM-DD`, in order. */
  readonly days: readonly string[];
}

/** What was found, and from which day on was looked where the window is longer than that. */
export interface Undelivered {
  readonly places: readonly UndeliveredDays[];
  readonly lookedFrom: string | undefined;
}

/**
 * The days of a window without a delivery, of each account and region that delivered before and after them, as the receipts
 * tell. Of a receipt nothing but whether it is there is read, for a bounded number of days, the latest first.
 */
export async function undeliveredDays(
  receipts: Pick<ReceiptReader, 'newest' | 'hasReceipts'>,
  scope: UndeliveredScope,
): Promise<Undelivered> {
  const places = deliveryPlaces(await receipts.newest({ toTheHour: true }), scope);
  const most = Math.max(LEAST_DAYS, Math.floor(MOST_DAYS / Math.max(1, places.length)));
  const found = await mapConcurrently(places, PLACES_AT_ONCE, (place) => daysOfPlace(receipts, place, scope, most));
  return {
    places: found.map(({ days }, index) => ({ ...named(places[index]), days })).filter(({ days }) => days.length > 0),
    lookedFrom: found
      .flatMap(({ lookedFrom }) => lookedFrom ?? [])
      .sort()
      .at(-1),
  };
}

async function daysOfPlace(
  receipts: Pick<ReceiptReader, 'hasReceipts'>,
  place: DeliveryPlace,
  { since, until }: UndeliveredScope,
  most: number,
): Promise<{ readonly days: readonly string[]; readonly lookedFrom?: string }> {
  const last = Math.min(dayOf(place.newest) - 1, until === undefined ? Number.POSITIVE_INFINITY : lastDayBefore(until));
  const isDelivered = async (day: number) => {
    const ranges = rangesOfDay(place, textOf(day));
    for (const range of ranges) if (await receipts.hasReceipts(range)) return true;
    return false;
  };
  const walk = new Walk(isDelivered, last, most);
  const from = since === undefined ? undefined : dayOf(since);
  await (from === undefined ? walk.toTheFirst() : walk.to(from));
  const isCut = from !== undefined && from <= last && walk.next >= from;
  return { days: walk.days.map(textOf).sort(), ...(isCut && { lookedFrom: textOf(walk.next + 1) }) };
}

/** A walk back over the days of a place. */
class Walk {
  /** Days without a delivery, with one on an earlier day. */
  readonly days: number[] = [];
  /** Those of which no earlier one is known yet. */
  private pending: number[] = [];
  private left: number;

  constructor(
    private readonly isDelivered: (day: number) => Promise<boolean>,
    /** The day that is looked at next. */
    public next: number,
    most: number,
  ) {
    this.left = most;
  }

  /** Walks back to a day, and looks whether anything was delivered before it if the days there are empty. */
  async to(first: number): Promise<void> {
    while (this.next >= first && this.left > 0) await this.step(first);
    if (this.pending.length > 0 && (await this.earlier()) !== undefined) this.settle();
  }

  /** Walks back as far as there are deliveries. */
  async toTheFirst(): Promise<void> {
    while (this.left > 0) {
      const before = this.pending.length;
      await this.step(Number.NEGATIVE_INFINITY);
      if (this.pending.length - before < DAYS_AT_ONCE) continue;
      const earlier = await this.earlier();
      if (earlier === undefined) return;
      while (this.next > earlier && this.left > 0) await this.step(earlier);
    }
  }

  private async step(first: number): Promise<void> {
    const count = Math.min(DAYS_AT_ONCE, this.left, this.next - first + 1);
    const days = Array.from({ length: count }, (_, index) => this.next - index);
    const delivered = await Promise.all(days.map(this.isDelivered));
    for (const [index, day] of days.entries()) {
      if (delivered[index]) this.settle();
      else this.pending.push(day);
    }
    this.next -= count;
    this.left -= count;
  }

  private settle(): void {
    this.days.push(...this.pending);
    this.pending = [];
  }

  /** The latest of some days before this one on which anything was delivered. */
  private async earlier(): Promise<number | undefined> {
    const days = EARLIER.map((back) => this.next + 1 - back);
    const delivered = await mapConcurrently(days, DAYS_AT_ONCE, this.isDelivered);
    return days.find((_, index) => delivered[index]);
  }
}

function named(place: DeliveryPlace | undefined): Pick<UndeliveredDays, 'account' | 'region'> {
  return { account: place?.account ?? '', region: place?.region ?? '' };
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / DAY_MS);
}

/** A window that ends with a day does not touch the next one. */
function lastDayBefore(until: string): number {
  return Math.floor((Date.parse(until) - 1) / DAY_MS);
}

function textOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
