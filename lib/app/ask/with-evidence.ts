import { parseRef } from '../../core/rows/event-ref';
import type { EventRow } from '../../core/rows/event-row';
import type { EventReader } from '../ports/event-reader';
import type { FoundEvent } from './find-events';

/** How many rows to fetch at once. */
const EVENTS_AT_ONCE = 100;

/**
 * Events with their evidence, in the same order; without where a row is no longer there. Rows of the index and of terms do
 * not have it: it is fetched by key.
 */
export async function* withEvidence(
  reader: EventReader,
  events: AsyncIterable<FoundEvent>,
): AsyncGenerator<FoundEvent> {
  let batch: FoundEvent[] = [];
  for await (const found of events) {
    batch.push(found);
    if (batch.length < EVENTS_AT_ONCE) continue;
    yield* await proven(reader, batch);
    batch = [];
  }
  yield* await proven(reader, batch);
}

/** The same events, each with its evidence. */
async function proven(reader: EventReader, events: readonly FoundEvent[]): Promise<readonly FoundEvent[]> {
  const unproven = events.filter(({ evidence }) => evidence === undefined);
  if (unproven.length === 0) return events;
  const rows = await reader.rows(unproven.map(({ event }) => parseRef(event.ref)));
  const byKey = new Map(rows.map((row) => [keyText(row), row]));
  return events.map((found) => {
    const row = found.evidence ? undefined : byKey.get(keyText(parseRef(found.event.ref)));
    return row ? { ...found, evidence: { recordIndex: row.recordIndex, recordSha256: row.recordSha256 } } : found;
  });
}

function keyText({ eventName, eventTimeId }: Pick<EventRow, 'eventName' | 'eventTimeId'>): string {
  return `${eventTimeId}\n${eventName}`;
}
