import type { JsonObject } from '../record/json';
import type { ListedRow } from '../rows/event-row';
import { readRecordAttribute } from '../rows/record-attribute';
import { storedEvent } from '../rows/stored-event';
import type { ObservedEvent } from './observed-event';

/**
 * A new row of the Events table as alerting sees it. Undefined for history: the origin of a row decides that, never its
 * age. Leaves out a record that is not in the row or cannot be read, and the matcher reports that it could not evaluate
 * it.
 */
export function observedRow(row: ListedRow, indexedAt: string | undefined): ObservedEvent | undefined {
  return isHistory(row) ? undefined : observed(row, indexedAt);
}

/** A row of history, from which correlations of first sight learn and about which nobody is alerted. */
export function historicRow(row: ListedRow): ObservedEvent | undefined {
  return isHistory(row) ? observed(row, undefined) : undefined;
}

function isHistory({ origin }: ListedRow): boolean {
  return origin === 'backfill';
}

function observed(row: ListedRow, indexedAt: string | undefined): ObservedEvent {
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
