import { parseRef } from '../../core/rows/event-ref';
import type { EventRow } from '../../core/rows/event-row';
import { isCutUserAgent, wholeUserAgent } from '../../core/rows/fitted-columns';
import type { EventReader } from '../ports/event-reader';
import type { FoundEvent } from './find-events';

/** How many rows to fetch at once. */
const EVENTS_AT_ONCE = 100;

type Needs = (found: FoundEvent) => boolean;

/**
 * Events with their evidence and whole user agents, in the same order; without where a row is no longer there. Rows of the
 * index and of terms do not have them: they are fetched by key.
 */
export function withEvidence(reader: EventReader, events: AsyncIterable<FoundEvent>): AsyncGenerator<FoundEvent> {
  return completed(reader, events, (found) => found.evidence === undefined || hasPartOfUserAgent(found));
}

/** Events with their whole user agents, in the same order. */
export function withWholeUserAgents(
  reader: EventReader,
  events: AsyncIterable<FoundEvent>,
): AsyncGenerator<FoundEvent> {
  return completed(reader, events, hasPartOfUserAgent);
}

/** Columns may have only the beginning of a user agent, so that only the record tells the whole. */
function hasPartOfUserAgent({ event, record }: FoundEvent): boolean {
  return record === undefined && isCutUserAgent(event.userAgent);
}

async function* completed(
  reader: EventReader,
  events: AsyncIterable<FoundEvent>,
  needs: Needs,
): AsyncGenerator<FoundEvent> {
  let batch: FoundEvent[] = [];
  for await (const found of events) {
    batch.push(found);
    if (batch.length < EVENTS_AT_ONCE) continue;
    yield* await completedBatch(reader, batch, needs);
    batch = [];
  }
  yield* await completedBatch(reader, batch, needs);
}

async function completedBatch(
  reader: EventReader,
  events: readonly FoundEvent[],
  needs: Needs,
): Promise<readonly FoundEvent[]> {
  const needing = events.filter(needs);
  if (needing.length === 0) return events;
  const rows = await reader.rows(needing.map(({ event }) => parseRef(event.ref)));
  const byKey = new Map(rows.map((row) => [keyText(row), row]));
  return events.map((found) => {
    const row = needs(found) ? byKey.get(keyText(parseRef(found.event.ref))) : undefined;
    return row ? withRow(found, row) : found;
  });
}

function withRow(found: FoundEvent, row: EventRow): FoundEvent {
  const userAgent = wholeUserAgent(row);
  const event = { ...found.event, ...(userAgent !== undefined && { userAgent }) };
  return { ...found, event, evidence: { recordIndex: row.recordIndex, recordSha256: row.recordSha256 } };
}

function keyText({ eventName, eventTimeId }: Pick<EventRow, 'eventName' | 'eventTimeId'>): string {
  return `${eventTimeId}\n${eventName}`;
}
