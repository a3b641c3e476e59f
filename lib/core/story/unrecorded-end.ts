import { eventTimeAt } from './event-times';
import type { StoryEnd } from './story';
import { QUIET_MS } from './story-window';

/** Why a story stops where no record tells its end. */
export interface Stop {
  /** The time of the last row, in milliseconds; undefined if there is none. */
  readonly last: number | undefined;
  /** What it stopped at. */
  readonly by: 'quiet' | 'day' | 'limit' | 'asked' | 'now';
  readonly isSession: boolean;
  readonly now: number;
}

/** CloudTrail has no record when a session ends by itself. */
const NOT_RECORDED = 'end not recorded: CloudTrail has no record when a session ends by exit or idle time-out';

const WHY: Readonly<Record<Stop['by'], string>> = {
  quiet: 'then 30 minutes without a row',
  day: 'it goes on, but a story has a day at most',
  limit: 'it goes on, but the limit of rows is reached',
  asked: 'up to the time that was asked for',
  now: 'the last row so far: --since asks for all from then on',
};

/** The end of a story that no record tells. */
export function unrecordedEnd({ last, by, isSession, now }: Stop): StoryEnd {
  const isRecent = by === 'quiet' && last !== undefined && now - last <= QUIET_MS;
  const why = isRecent ? 'it may go on: the last row is not 30 minutes old' : WHY[by];
  return {
    isRecorded: false,
    ...(last !== undefined && { eventTime: eventTimeAt(last) }),
    text: isSession ? `${NOT_RECORDED}; ${why}` : why,
  };
}
