import type { StoredEvent } from '../rows/stored-event';
import { eventTimeAt, timeOf } from './event-times';
import type { StoryEnd } from './story';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** What came before the start may explain it. */
export const BEFORE_MS = 5 * MINUTE_MS;

/** How long nothing has to happen before a story without a recorded end is over. Two rows exactly as far apart are together. */
export const QUIET_MS = 30 * MINUTE_MS;

/** How long a story without a recorded end can be. */
export const LONGEST_MS = 24 * 60 * MINUTE_MS;

/** How far rows that are given in the order of time go on: until it is quiet, or has lasted a day. */
export class QuietEnd {
  private last: number;
  /** Until when it goes on for certain, however quiet it was before. */
  private readonly certain: number;
  /** Whether it went on beyond a day. */
  isCut: boolean;

  /**
   * @param resumed when it was resumed last, in milliseconds: it goes on until then, over whatever gap
   */
  constructor(
    private readonly start: number,
    resumed: number = start,
  ) {
    this.last = start;
    this.certain = Math.min(resumed, start + LONGEST_MS);
    this.isCut = resumed > this.certain;
  }

  /** Whether an event comes after the end, whatever it is. */
  isOver(event: StoredEvent): boolean {
    const time = timeOf(event);
    const isLate = time > this.start + LONGEST_MS;
    const isQuiet = time > Math.max(this.last, this.certain) + QUIET_MS;
    if (isLate && !isQuiet) this.isCut = true;
    return isLate || isQuiet;
  }

  /** Notes an event by which the story goes on. */
  extend(event: StoredEvent): void {
    this.last = Math.max(this.last, timeOf(event));
  }

  /** The time of the last event by which it goes on. */
  get time(): number {
    return this.last;
  }
}

/** How far rows that are given against the order of time go back from an event: over gaps that are not quiet, a day at most. */
export class QuietStart {
  private first: number;

  constructor(private readonly anchor: number) {
    this.first = anchor;
  }

  isOver(event: StoredEvent): boolean {
    return timeOf(event) < Math.max(this.first - QUIET_MS, this.anchor - LONGEST_MS);
  }

  extend(event: StoredEvent): void {
    this.first = Math.min(this.first, timeOf(event));
  }

  get time(): number {
    return this.first;
  }
}

/** The call that began a session: the first successful one that made it. */
export function sessionStart(sessionId: string, events: readonly StoredEvent[]): StoredEvent | undefined {
  return events.find((event) => isCalled(event, 'StartSession') && namesSession(event, sessionId));
}

/**
 * The call that ended a session: the first successful `TerminateSession` that names it, whoever made it. Resuming goes on.
 *
 * @param events in the order of time
 */
export function sessionTermination(
  sessionId: string,
  events: readonly StoredEvent[],
  start: StoredEvent | undefined,
): StoredEvent | undefined {
  const from = start?.eventTime ?? '';
  return events.find(
    (event) => isCalled(event, 'TerminateSession') && namesSession(event, sessionId) && (event.eventTime ?? '') >= from,
  );
}

/**
 * The call that resumed a session last: the last successful `ResumeSession` that names it. Until then it goes on.
 *
 * @param events in the order of time
 */
export function sessionResumption(sessionId: string, events: readonly StoredEvent[]): StoredEvent | undefined {
  return events.findLast((event) => isCalled(event, 'ResumeSession') && namesSession(event, sessionId));
}

/** The inclusive event time at which rows before a start begin. */
export function beforeStart(start: number): string {
  return eventTimeAt(Math.max(0, start - BEFORE_MS));
}

/** The exclusive event time behind all events of a second. */
export function after(time: number): string {
  return eventTimeAt(time + SECOND_MS);
}

/** The end that a record tells. */
export function recordedEnd(termination: StoredEvent): StoryEnd {
  const { ref, eventTime } = termination;
  return { isRecorded: true, ...(eventTime !== undefined && { eventTime }), ref, text: 'terminated' };
}

function isCalled({ eventName, outcome }: StoredEvent, name: string): boolean {
  return eventName === name && outcome === 'success';
}

/** Whether an event names a session. Any other thing can be asked for as one. */
export function namesSession({ resources = [] }: StoredEvent, sessionId: string): boolean {
  return resources.some(({ id, kind }) => kind === 'session' && id === sessionId);
}
