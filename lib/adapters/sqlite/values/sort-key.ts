import { CorruptRowError } from '../../../core/rows/row-codec';
import { LOCAL_TABLE_NAMES } from '../table-names';

/** The length of `2018-03-06T20:30:12Z`, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** The time of sort keys that begin with none, which somebody else made: they come before all others. */
export const NO_TIME = -(2 ** 41);

/** Stands for the key in a row of which other attributes are of interest. */
export const ANY_KEY = { eventName: '', eventTimeId: `${timeAt(0)}#` } as const;

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

/** The first and the last second that a sort key begins with: of the years from 0 to 9999. */
const FIRST_SECOND = -62_167_219_200;
const LAST_SECOND = 253_402_300_799;

/** Whether a sort key can begin with a second. */
export function isTimeOfEvent(at: number): boolean {
  return at >= FIRST_SECOND && at <= LAST_SECOND;
}

/** Columns as `<eventTime>#<eventID>`. Throws `CorruptRowError` where no event has such a time. */
export function eventTimeIdOf({ at, key }: SortKey): string {
  if (at === NO_TIME) return key;
  if (isTimeOfEvent(at)) return `${timeAt(at)}#${key}`;
  throw new CorruptRowError(LOCAL_TABLE_NAMES.events, `${at}#${key}`, 'eventTimeId', 'a time of the years 0 to 9999');
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
