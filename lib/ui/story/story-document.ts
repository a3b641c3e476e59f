import type { Lane, Story, StoryRow, TouchedThing } from '../../core/story/story';

/** A story, as `story --output json` prints it. What nothing is told of has no window. */
export interface StoryDocument extends Pick<Story, 'anchor' | 'touched' | 'rules' | 'rows'> {
  readonly window: { readonly since?: string; readonly until?: string; readonly start?: string } | null;
  readonly end: {
    readonly recorded: boolean;
    readonly eventTime?: string;
    readonly ref?: string;
    readonly text: string;
  } | null;
  readonly notes: readonly { readonly kind: string; readonly text: string }[];
}

/** Why rows are in a lane, for people. */
export const LANE_TITLES: Readonly<Record<Lane, string>> = {
  principal: 'The caller, same key',
  otherKey: 'The caller, another key',
  names: 'Others who name it',
  host: "The machine's own role meanwhile",
};

/** What was touched, by how. */
export const TOUCHED_TITLES = {
  secrets: 'Secrets decrypted',
  machines: 'Machines reached',
  changes: 'Changed',
} as const;
export type TouchedKind = keyof typeof TOUCHED_TITLES;

/** A point of the drawing: a row at its time, from 0 at the begin of the story to 1 at its end. */
export interface StoryPoint {
  readonly row: StoryRow;
  readonly at: number;
}

/** The rows that have a time, on a common scale. `from` and `to` are the first and last time in milliseconds. */
export function pointsOf(rows: readonly StoryRow[]): {
  readonly points: readonly StoryPoint[];
  readonly from: number;
  readonly to: number;
} {
  const timed = rows.filter(({ event }) => event.eventTime !== undefined);
  const times = timed.map(({ event }) => Date.parse(event.eventTime ?? ''));
  const from = times.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const to = times.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const length = Math.max(1, to - from);
  return { points: timed.map((row, at) => ({ row, at: ((times[at] ?? from) - from) / length })), from, to };
}

/** A thing that was touched, in a sentence. */
export function touchedText({ eventNames, count }: TouchedThing): string {
  return `${eventNames.join(', ')}${count > 1 ? ` (${count} times)` : ''}`;
}
