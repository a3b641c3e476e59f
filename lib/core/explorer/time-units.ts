/** Lengths of a bar in seconds, from a minute to thirty days: each is a whole number of the ones that calendars have. */
const UNITS = [60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000] as const;

/** The most bars: fewer than 200, so that each is wide enough to be hit. */
const MOST_BARS = 180;

/** Where a window begins and ends, in seconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The length of a bar in seconds: the shortest with which a window has at most 180. Longer than thirty days for many years. */
export function barSeconds({ from, to }: Span): number {
  const fits = (unit: number) => Math.ceil(to / unit) - Math.floor(from / unit) <= MOST_BARS;
  return UNITS.find(fits) ?? Math.ceil((to - from) / (MOST_BARS - 1));
}

/** An event time in seconds since 1970. */
export function secondsOf(eventTime: string): number {
  return Math.floor(Date.parse(eventTime) / 1_000);
}

/** The other way round. */
export function timeOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}
