import { readEvent } from '../../core/event/read-event';
import { type ListedRow, storedResource } from '../../core/rows/event-row';
import { readableRecord } from '../../core/rows/record-attribute';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';

/** An event with all that its row and its record tell, and whether that is all there is. */
export interface CompleteEvent {
  readonly event: StoredEvent;
  readonly isComplete: boolean;
}

/** Whether a row has no room for all of its event: what it leaves out stands in the Events row, or in the record. */
export function isPartial({ marks = {}, fieldsOmitted = [] }: ListedRow): boolean {
  return fieldsOmitted.length > 0 || marks.resourcesOmitted !== undefined || marks.mentionsOmitted !== undefined;
}

/**
 * The event of a row of the Events table with everything that it touched: from the record, where the row lists a part.
 * Where the record is in the log file alone, or cannot be read, the row is all there is.
 */
export function completeEvent(row: ListedRow): CompleteEvent {
  const event = storedEvent(row);
  if (!isPartial(row)) return { event, isComplete: true };
  const record = readableRecord(row.record);
  const reading = record && readEvent(record, row.recordSha256 ?? '');
  if (reading?.kind !== 'event') return { event, isComplete: false };
  const { resourcesOmitted: _, mentionsOmitted: _mentions, ...told } = event;
  const { resources, mentions } = reading.event;
  return {
    event: { ...told, resources: resources.map(storedResource), ...(mentions && { mentions }) },
    isComplete: true,
  };
}
