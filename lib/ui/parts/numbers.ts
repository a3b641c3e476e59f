/** Where a comma stands in a count: before each three digits of its end. */
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** A count as people read it: `12,345`. The locale's own way has the browser load what it knows of numbers first. */
export function grouped(count: number): string {
  return String(count).replace(THOUSANDS, ',');
}

/** A count with what is counted: `1 event`, `2 events`. */
export function plural(count: number, one: string, several = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}

/** An event time for people: `2026-03-06 13:07:18`. All times are UTC, which the page says once. */
export function shownTime(time: string | undefined): string {
  return time === undefined ? 'no time' : time.replace('T', ' ').replace(/(?:\.\d+)?Z$/, '');
}

/** A stretch of time for people; the day is not repeated. */
export function shownSpan(since: string, until: string): string {
  const [from, to] = [shownTime(since), shownTime(until)];
  return from.slice(0, 10) === to.slice(0, 10) ? `${from} to ${to.slice(11)}` : `${from} to ${to}`;
}
