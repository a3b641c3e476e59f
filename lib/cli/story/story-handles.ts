import type { StoredEvent } from '../../core/rows/stored-event';
import { type RefsBy, refCells } from '../event-table/ref-cells';

/** What `show` takes for each event of a story, by its reference: a handle where that leads to the event alone. */
export function handlesOf(events: readonly StoredEvent[], refsBy: RefsBy): ReadonlyMap<string, string> {
  const cells = refCells(events, refsBy);
  return new Map(events.map(({ ref }, index) => [ref, cells[index] ?? ref]));
}
