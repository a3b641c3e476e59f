import { OUTCOMES, type Outcome } from '../record/outcome';
import type { StoredEvent } from '../rows/stored-event';
import { barSeconds, type Span, secondsOf, timeOf } from './time-units';

/** How many events of each outcome there were in one stretch of time. */
export interface TimelineBucket {
  /** Event times: inclusive and exclusive, as `since` and `until` of the question that the bar narrows to. */
  readonly since: string;
  readonly until: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

/** Counts over time, in order; what has no events has zeros. */
export interface OutcomeTimeline {
  readonly secondsABar: number;
  readonly buckets: readonly TimelineBucket[];
  /** Events that no bar shows because their record has no time. */
  readonly withoutTime: number;
}

/** The ends of a window as event times. An open end is where the events end. */
export interface TimelineWindow {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Counts events of each outcome over time.. */
export class OutcomeTimelineCounter {
  private readonly minutes = new Map<number, Record<Outcome, number>>();
  private withoutTime = 0;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  /** Counts one event. */
  add({ eventTime, outcome = 'success' }: StoredEvent): void {
    if (eventTime === undefined) {
      this.withoutTime += 1;
      return;
    }
    const seconds = secondsOf(eventTime);
    const minute = Math.floor(seconds / MINUTE);
    const counts = this.minutes.get(minute) ?? none();
    counts[outcome] += 1;
    this.minutes.set(minute, counts);
    this.first = Math.min(this.first, seconds);
    this.last = Math.max(this.last, seconds);
  }

  /** The bars so far. */
  timeline(window: TimelineWindow): OutcomeTimeline {
    const span = this.span(window);
    if (!(span.to > span.from)) return { secondsABar: MINUTE, buckets: [], withoutTime: this.withoutTime };
    const secondsABar = barSeconds(span);
    return { secondsABar, buckets: this.buckets(span, secondsABar), withoutTime: this.withoutTime };
  }

  private span({ since, until }: TimelineWindow): Span {
    return {
      from: since === undefined ? this.first : secondsOf(since),
      to: until === undefined ? this.last + 1 : secondsOf(until),
    };
  }

  private buckets({ from, to }: Span, seconds: number): readonly TimelineBucket[] {
    const [first, end] = [Math.floor(from / seconds), Math.ceil(to / seconds)];
    const counts = Array.from({ length: end - first }, none);
    for (const [minute, found] of this.minutes) {
      const bucket = counts[Math.floor((minute * MINUTE) / seconds) - first];
      if (bucket) for (const outcome of OUTCOMES) bucket[outcome] += found[outcome];
    }
    return counts.map((each, at) => ({
      since: timeOf(Math.max((first + at) * seconds, from)),
      until: timeOf(Math.min((first + at + 1) * seconds, to)),
      counts: each,
    }));
  }
}

const MINUTE = 60;

function none(): Record<Outcome, number> {
  return { success: 0, denied: 0, throttled: 0, failed: 0 };
}
