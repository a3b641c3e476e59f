import type { JsonObject } from '../record/json';
import type { ListedRow } from '../rows/event-row';
import { readRecordAttribute } from '../rows/record-attribute';
import { storedEvent } from '../rows/stored-event';
import type { ObservedEvent } from './observed-event';

/**
 * A new row of the Events table as alerting sees it. Undefined for history: what a backfill brings never alerts, because
 * of its origin and not because of its age. A record that is not in the row, or cannot be read, is left out: the matcher
 * reports it as one that it could not evaluate.
 */
export function observedRow(row: ListedRow, indexedAt: string | undefined): ObservedEvent | undefined {
  if (row.origin === 'backfill') return undefined;
  return { event: storedEvent(row), record: readableRecord(row), ...(indexedAt !== undefined && { indexedAt }) };
}

function readableRecord({ record }: ListedRow): JsonObject | undefined {
  if (record === undefined) return undefined;
  try {
    return readRecordAttribute(record);
  } catch {
    return undefined;
  }
}
