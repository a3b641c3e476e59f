import { parseRef } from '../../core/rows/event-ref';
import type { EventRow } from '../../core/rows/event-row';
import type { EventReader } from '../ports/event-reader';
import type { FoundEvent } from './find-events';

/** How many rows to fetch at once. */
const EVENTS_AT_ONCE = 100;

/**
 * What proves that an event is what the log file contains: the place of the record in it, and the SHA-256 of the
 * record's bytes there.
 */
export type Evidence = Pick<EventRow, 'recordIndex' | 'recordSha256'>;

/** An event with its evidence, or without it if its row is gone. */
export interface ProvenEvent extends FoundEvent {
  readonly evidence?: Evidence;
}

/**
 * Events with their evidence, in the same order. Rows of the index and of terms do not have it, so it is fetched by
 * key.
 */
export async function* withEvidence(
  reader: EventReader,
  events: AsyncIterable<FoundEvent>,
): AsyncGenerator<ProvenEvent> {
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
export async function proven(reader: EventReader, events: readonly FoundEvent[]): Promise<readonly ProvenEvent[]> {
  if (events.length === 0) return [];
  const rows = await reader.rows(events.map(({ event }) => parseRef(event.ref)));
  const byKey = new Map(rows.map((row) => [keyText(row), row]));
  return events.map((found) => {
    const row = byKey.get(keyText(parseRef(found.event.ref)));
    return row ? { ...found, evidence: { recordIndex: row.recordIndex, recordSha256: row.recordSha256 } } : found;
  });
}

function keyText({ eventName, eventTimeId }: Pick<EventRow, 'eventName' | 'eventTimeId'>): string {
  return `${eventTimeId}\n${eventName}`;
}
