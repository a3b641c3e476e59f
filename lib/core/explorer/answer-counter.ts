import type { StoredEvent } from '../rows/stored-event';
import { type Facet, FacetCounter } from './facets';
import { type OutcomeTimeline, OutcomeTimelineCounter, type TimelineWindow } from './outcome-timeline';

/** The facets and bars of an answer, and of how many rows they speak. */
export interface AnswerCounts {
  /** How many events were counted. */
  readonly read: number;
  /** Whether these are all events of the answer. */
  readonly isWhole: boolean;
  readonly facets: readonly Facet[];
  readonly timeline: OutcomeTimeline;
}

/** Counts the events of an answer for its facets and bars, and keeps none. */
export class AnswerCounter {
  private readonly facets = new FacetCounter();
  private readonly times = new OutcomeTimelineCounter();
  read = 0;

  /** Counts one event. */
  add(event: StoredEvent): void {
    this.read += 1;
    this.facets.add(event);
    this.times.add(event);
  }

  /** The counts so far. */
  counts(window: TimelineWindow, isWhole: boolean): AnswerCounts {
    return { read: this.read, isWhole, facets: this.facets.facets(), timeline: this.times.timeline(window) };
  }
}
