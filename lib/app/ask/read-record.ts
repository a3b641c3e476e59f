import type { JsonObject } from '../../core/record/json';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { ListedRow } from '../../core/rows/event-row';
import { readRecordAttribute, UnreadableRecordError } from '../../core/rows/record-attribute';
import { CorruptRowError } from '../../core/rows/row-codec';

/** The table as a person calls it: how it is deployed is not known here. */
const EVENTS = 'the Events table';

/** The record in a row; undefined where it cannot be read and `corrupt` takes note of that, else `UnreadableRecordError`. */
export function readRecord(row: ListedRow, corrupt: CorruptRows | undefined): JsonObject | undefined {
  try {
    return readRecordAttribute(row.record);
  } catch (error) {
    if (!(error instanceof UnreadableRecordError && corrupt)) throw error;
    corrupt.add(
      new CorruptRowError(
        EVENTS,
        `${row.eventName}/${row.eventTimeId}`,
        'record',
        'a map, or gzipped or deflated JSON',
      ),
    );
    return undefined;
  }
}
