/** A point in time as a person's clock shows it. */
export interface ClockTime {
  /** `2026-03-02` */
  readonly day: string;
  /** `08:03:06` */
  readonly time: string;
  /** `+01:00`; undefined for UTC. */
  readonly offset?: string;
}

/** By which zone times are shown. */
export interface Clock {
  /** The zone by name, for the head of a table: `UTC`, `Europe/Berlin`. */
  readonly zone: string;
  /** An event time, `2018-03-06T20:30:12Z`. Undefined for text that is none. */
  at(time: string): ClockTime | undefined;
}

const EVENT_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})Z$/;

/** Times as CloudTrail writes them. */
export const UTC: Clock = {
  zone: 'UTC',
  at(time) {
    const [, day, clock] = EVENT_TIME.exec(time) ?? [];
    return day === undefined || clock === undefined ? undefined : { day, time: clock };
  },
};

/** Times of this machine's zone, or of another one; with the offset, because an hour comes twice when summer ends. */
export function localClock(timeZone?: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone !== undefined && { timeZone }),
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  return { zone: format.resolvedOptions().timeZone, at: (time) => localTime(format, time) };
}

/** A time with its zone: `2026-03-02T08:03:06Z`, or `2026-03-02T09:03:06+01:00`. */
export function timeText(time: string, clock: Clock): string {
  const local = clock.at(time);
  return local?.offset === undefined ? time : `${local.day}T${local.time}${local.offset}`;
}

/** How the times of a table are shown together. */
export interface ShownTimes {
  /** The zone for the head of the table; with the offset, where all times have the same. */
  readonly zone: string;
  /** A time without its seconds: `2026-03-02 08:03`; with its offset where others have another. Empty if there is none. */
  minute(time: string | undefined): string;
}

/** The times of a table: their offset is said once where they have one, and with each where they have several. */
export function shownTimes(clock: Clock, times: Iterable<string | undefined>): ShownTimes {
  const offsets = new Set([...times].flatMap((time) => clock.at(time ?? '')?.offset ?? []));
  const [only, another] = offsets;
  return {
    zone: only !== undefined && another === undefined ? `${clock.zone} (UTC${only})` : clock.zone,
    minute: (time) => minuteText(clock.at(time ?? ''), another !== undefined) ?? time ?? '',
  };
}

function minuteText(at: ClockTime | undefined, withOffset: boolean): string | undefined {
  return at && `${at.day} ${at.time.slice(0, 'HH:mm'.length)}${withOffset ? (at.offset ?? '') : ''}`;
}

function localTime(format: Intl.DateTimeFormat, time: string): ClockTime | undefined {
  const milliseconds = EVENT_TIME.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(milliseconds)) return undefined;
  const parts = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const joined = (separator: string, ...names: readonly Intl.DateTimeFormatPartTypes[]) =>
    names.map((name) => parts.get(name)).join(separator);
  return {
    day: joined('-', 'year', 'month', 'day'),
    time: joined(':', 'hour', 'minute', 'second'),
    offset: (parts.get('timeZoneName') ?? '').replace('GMT', '') || '+00:00',
  };
}
