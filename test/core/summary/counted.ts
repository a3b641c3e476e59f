import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import type { SummaryCounter } from '../../../lib/core/summary/event-summary';
import { type Seen, seenOnce } from '../../../lib/core/summary/tally';

/** Counts an event by all lists of a summary, and by its time. */
export function counted(counter: SummaryCounter, event: StoredEvent, seen: Seen = seenOnce(event.eventTime)): void {
  for (const list of counter.lists) list.add(event, seen);
  counter.addTime(seen);
}
