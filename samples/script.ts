import type { Place } from './place';
import type { Caller, Happening, SampleCall } from './sample-call';

/** One line of a script: the time of day in UTC (`02:14:05`), who, and what. */
export type ScriptLine = readonly [time: string, caller: Caller, call: SampleCall];

/** What happens in one place on one day (`2026-03-03`), line by line. */
export function scripted(place: Place, day: string, lines: readonly ScriptLine[]): readonly Happening[] {
  return lines.map(([time, caller, call]) => ({ at: momentOf(day, time), place, caller, call }));
}

/** A time of a day, in milliseconds since 1970. */
export function momentOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}Z`);
}
