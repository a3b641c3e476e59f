/** The length of `2018-03-06T20:30:12Z`, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** The time of sort keys that begin with none, which somebody else made: they come before all others. */
export const NO_TIME = -(2 ** 41);

/** The sort key of an event as two columns in the same order: seconds of the epoch, and what follows. */
export interface SortKey {
  readonly at: number;
  readonly key: string;
}

/** `<eventTime>#<eventID>` as columns. */
export function sortKeyOf(eventTimeId: string): SortKey {
  const time = eventTimeId.slice(0, TIME_LENGTH);
  const at = Date.parse(time) / 1000;
  const isTime = eventTimeId[TIME_LENGTH] === '#' && Number.isSafeInteger(at) && timeAt(at) === time;
  return isTime ? { at, key: eventTimeId.slice(TIME_LENGTH + 1) } : { at: NO_TIME, key: eventTimeId };
}

/** Columns as `<eventTime>#<eventID>`. */
export function eventTimeIdOf({ at, key }: SortKey): string {
  return at === NO_TIME ? key : `${timeAt(at)}#${key}`;
}

/** The seconds from which on, and before which, sort keys are in a window of times (`sortKeyRange`). */
export function secondsOf(since: string | undefined, until: string | undefined): readonly [number, number] {
  return [secondOf(since) ?? NO_TIME, secondOf(until) ?? -NO_TIME];
}

/** A sort key goes on with `#` behind its time: it is after every text that begins with the time and ends there. */
function secondOf(time: string | undefined): number | undefined {
  const milliseconds = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

/** A second of the epoch in ISO 8601. */
export function timeAt(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
