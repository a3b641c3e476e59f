import { isId } from '../../core/rows/event-ref';
import type { StoredEvent } from '../../core/rows/stored-event';
import { handleOf } from '../../core/rows/term-row';

/** What leads to the events of a store: handles, or only whole IDs where rows of an older index version are. */
export type RefsBy = 'handle' | 'id';

/**
 * What `show` takes for each of some events, as short as it leads to only that event among them: the handle, the whole
 * ID, or the whole reference. The agent's own events and records in quarantine have no term of their ID.
 */
export function refCells(events: readonly StoredEvent[], by: RefsBy = 'handle'): readonly string[] {
  const names = events.map((event) => namesOf(event, by));
  const counts = new Map<string, number>();
  for (const name of names.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return events.map(({ ref }, index) => names[index]?.find((name) => counts.get(name) === 1) ?? ref);
}

/** What names an event without its place in the table, the shortest first. */
function namesOf({ eventID, agent, quarantineReason }: StoredEvent, by: RefsBy): readonly string[] {
  if (eventID === undefined || agent || quarantineReason !== undefined) return [];
  return [...(by === 'handle' ? [handleOf(eventID)] : []), eventID].filter(isId);
}
