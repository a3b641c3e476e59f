import { isId } from '../../core/rows/event-ref';
import type { StoredEvent } from '../../core/rows/stored-event';
import { handleOf } from '../../core/rows/term-row';

/**
 * What `show` takes for each of some events: the handle if it leads to only that event among them, and otherwise the
 * whole reference. The agent's own events and records in quarantine have no term of their ID, and conflicting ones
 * share it.
 */
export function refCells(events: readonly StoredEvent[]): readonly string[] {
  const handles = events.map(handleThatLeads);
  const counts = new Map<string | undefined, number>();
  for (const handle of handles) counts.set(handle, (counts.get(handle) ?? 0) + 1);
  return events.map(({ ref }, index) => {
    const handle = handles[index];
    return handle !== undefined && counts.get(handle) === 1 ? handle : ref;
  });
}

function handleThatLeads({ eventID, agent, conflict, quarantineReason }: StoredEvent): string | undefined {
  if (eventID === undefined || agent || conflict || quarantineReason !== undefined) return undefined;
  const handle = handleOf(eventID);
  return isId(handle) ? handle : undefined;
}
