/** A stretch of time whose event times begin alike: how long that beginning is, and what leads to the next one. */
interface Stretch {
  readonly length: number;
  readonly advance: (date: Date) => void;
}

/** The longest first. */
const STRETCHES: readonly Stretch[] = [
  { length: 'YYYY'.length, advance: (date) => date.setUTCFullYear(date.getUTCFullYear() + 1) },
  { length: 'YYYY-MM'.length, advance: (date) => date.setUTCMonth(date.getUTCMonth() + 1) },
  { length: 'YYYY-MM-DD'.length, advance: by(86_400_000) },
  { length: 'YYYY-MM-DDTHH'.length, advance: by(3_600_000) },
  { length: 'YYYY-MM-DDTHH:M'.length, advance: by(600_000) },
  { length: 'YYYY-MM-DDTHH:MM'.length, advance: by(60_000) },
];

/** What completes a beginning to the first moment that has it. */
const FIRST = '0000-01-01T00:00:00Z';

/**
 * The beginnings that the event times of a window have, and no others: `2026-03-04T19` for an hour. A condition on text finds
 * a window by them. Undefined if there are more than `most`, or if an end is no whole minute.
 */
export function timePrefixes(since: string, until: string, most: number): readonly string[] | undefined {
  const prefixes: string[] = [];
  for (let at = since; at < until; ) {
    const found = longestWithin(at, until);
    if (found === undefined || prefixes.length === most) return undefined;
    prefixes.push(found.prefix);
    at = found.end;
  }
  return prefixes;
}

/** The longest stretch that starts at a moment and ends by another. */
function longestWithin(at: string, until: string): { readonly prefix: string; readonly end: string } | undefined {
  for (const { length, advance } of STRETCHES) {
    const prefix = at.slice(0, length);
    if (`${prefix}${FIRST.slice(length)}` !== at) continue;
    const date = new Date(at);
    advance(date);
    const end = date.toISOString().replace('.000Z', 'Z');
    if (end <= until) return { prefix, end };
  }
  return undefined;
}

function by(milliseconds: number): Stretch['advance'] {
  return (date) => date.setTime(date.getTime() + milliseconds);
}
