const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The longest window that is counted by the hour. 72 bars still fit a screen or two. */
const HOURLY_WINDOW_MS = 3 * DAY_MS;

/**
 * The most buckets with which empty ones are listed: ten years of days. A record that claims to be older must not make
 * millions.
 */
const MAX_FILLED = 4_000;

/** How many events fell into one hour or one day. */
export interface TimeBucket {
  /** ISO 8601 in UTC, the first second of the hour or day. */
  readonly start: string;
  readonly count: number;
}

/** Counts over time, in order. Hours or days without events have a 0, unless they are too many to list. */
export type Timeline = { readonly perHour: readonly TimeBucket[] } | { readonly perDay: readonly TimeBucket[] };

/** The window that was asked for. */
export interface TimeWindow {
  /** Inclusive event time; undefined goes back to the first event. */
  readonly since: string | undefined;
  /** Exclusive event time. Undefined means until now, or until the last event if `since` is undefined too. */
  readonly until: string | undefined;
  readonly now: Date;
}

/** Counts events over time. */
export class TimelineCounter {
  /** By the number of the hour since 1970. */
  private readonly hours = new Map<number, number>();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  /** Counts events of one hour by the `eventTime` of one of them. */
  add(eventTime: string, times = 1): void {
    const hour = Math.floor(Date.parse(eventTime) / HOUR_MS);
    this.hours.set(hour, (this.hours.get(hour) ?? 0) + times);
    this.first = Math.min(this.first, hour);
    this.last = Math.max(this.last, hour);
  }

  /** Hours for a window of up to three days, days for a longer one. */
  timeline(window: TimeWindow): Timeline {
    const [from, to] = this.span(window);
    return to - from <= HOURLY_WINDOW_MS
      ? { perHour: this.buckets(from, to, HOUR_MS) }
      : { perDay: this.buckets(from, to, DAY_MS) };
  }

  /** The ends of the window in milliseconds since 1970. An open end is where the events end. */
  private span({ since, until, now }: TimeWindow): readonly [number, number] {
    const from = since === undefined ? this.first * HOUR_MS : Date.parse(since);
    const lastEnd = (this.last + 1) * HOUR_MS;
    const open = since === undefined ? lastEnd : Math.max(lastEnd, now.getTime());
    return [from, until === undefined ? open : Date.parse(until)];
  }

  private buckets(from: number, to: number, unit: number): readonly TimeBucket[] {
    const counts = this.countsBy(unit);
    const [first, end] = [Math.floor(from / unit), Math.ceil(to / unit)];
    const indexes =
      end - first <= MAX_FILLED
        ? Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
        : [...counts.keys()].sort((a, b) => a - b);
    return indexes.map((index) => ({ start: isoTime(index * unit), count: counts.get(index) ?? 0 }));
  }

  private countsBy(unit: number): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const [hour, count] of this.hours) {
      const index = Math.floor((hour * HOUR_MS) / unit);
      counts.set(index, (counts.get(index) ?? 0) + count);
    }
    return counts;
  }
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
