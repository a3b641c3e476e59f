import { setTimeout as sleep } from 'node:timers/promises';
import { parseRef } from '../../core/rows/event-ref';
import type { FoundEvent } from './find-events';

/**
 * How much later than its event a row may come so that each look finds it, in milliseconds: CloudTrail delivers in minutes,
 * and has been seen to take ten.
 */
const SOON_MS = 3_600_000;

/** How much later it may come so that some looks find it: a deliverer that was behind, a file that failed at first. */
const LATE_MS = 24 * SOON_MS;

/** One look in so many goes back that far: every ten minutes. */
const LATE_EVERY = 40;

/** The length of an event time, which every sort key begins with. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** How new events are waited for. */
export interface Following {
  /** The events since a time, the oldest first; undefined is from the beginning. */
  readonly find: (since: string | undefined) => AsyncIterable<FoundEvent>;
  readonly now: () => Date;
  /** What to show of what is already there: nothing, or what is since a time. */
  readonly shown: 'nothing' | { readonly since: string | undefined };
  readonly pollMs: number;
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** Whether the next look may succeed after an error. */
  readonly isTemporary: (error: unknown) => boolean;
  /**
   * Called with each such error. Of the first look, `again` is the time since which events come then, if nothing was to be
   * shown of what is already there: nobody knows any more which of them were.
   */
  readonly onTrouble: (error: unknown, again: string | undefined) => void;
}

/**
 * Events as they are indexed, until the signal. What is new is not told by the time of events, since log files come late
 * and in no order: each look goes back an hour before the last one that succeeded, every fortieth a day, and shows what it
 * has not seen. So no event comes twice, and none is missing that is indexed within an hour, or a day, of its time. If the
 * first look fails, what was there before cannot be told from what is indexed until the next one: that shows both, an hour back.
 */
export async function* followEvents(following: Following): AsyncGenerator<FoundEvent> {
  const { now, pollMs, signal } = following;
  const looks = new Looks(now().getTime());
  while (!signal.aborted) {
    yield* look(following, looks);
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** What one look finds that is new. An error that passes ends it: the next one looks again. */
async function* look(following: Following, looks: Looks): AsyncGenerator<FoundEvent> {
  const { find, now, shown, signal, isTemporary, onTrouble } = following;
  const started = now().getTime();
  const from = shown === 'nothing' ? looks.newSince : '';
  try {
    for await (const found of find(sinceOf(shown, looks, started))) {
      if (signal.aborted) return;
      if (looks.sees(found) && from !== undefined && timeOf(found.event.ref) >= from) yield found;
    }
    looks.succeeded(started);
  } catch (error) {
    if (!isTemporary(error)) throw error;
    looks.failed();
    onTrouble(error, looks.isFirst && shown === 'nothing' ? looks.newSince : undefined);
  }
}

/** Where a look begins: never before the time that was asked for, since what is older is no answer. */
function sinceOf(shown: Following['shown'], looks: Looks, started: number): string | undefined {
  if (shown === 'nothing') return looks.since(started);
  const { since } = shown;
  if (looks.isFirst) return since;
  return since !== undefined && since > looks.since(started) ? since : looks.since(started);
}

/** What was seen so far, and how far the next look goes back. */
class Looks {
  private readonly seen = new Map<string, string>();
  private count = 0;
  private hasFailed = false;

  /** @param last when the last look that succeeded began, in milliseconds since 1970 */
  constructor(private last: number) {}

  /** Since which time an event that was not seen is one that was not there before. Undefined while all of them were. */
  get newSince(): string | undefined {
    if (!this.isFirst) return '';
    return this.hasFailed ? isoTime(this.last - SOON_MS) : undefined;
  }

  get isFirst(): boolean {
    return this.count === 0;
  }

  /** The event time from which a look that starts now reads. */
  since(started: number): string {
    return isoTime(Math.min(this.last, started) - (this.count % LATE_EVERY === 0 ? LATE_MS : SOON_MS));
  }

  /** Whether an event is seen for the first time. */
  sees(found: FoundEvent): boolean {
    const { ref } = found.event;
    if (this.seen.has(ref)) return false;
    this.seen.set(ref, timeOf(ref));
    return true;
  }

  /** Takes note that what is there was not seen. */
  failed(): void {
    this.hasFailed = true;
  }

  /** Forgets events that no later look goes back to. */
  succeeded(started: number): void {
    this.count += 1;
    this.last = started;
    const oldest = isoTime(started - LATE_MS);
    for (const [ref, time] of this.seen) if (time < oldest) this.seen.delete(ref);
  }
}

/** The time in the key, which records in quarantine have too. */
function timeOf(ref: string): string {
  return parseRef(ref).eventTimeId.slice(0, TIME_LENGTH);
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
