import { readEvent } from '../../core/event/read-event';
import { storedResource } from '../../core/resources/stored-resource';
import type { ListedRow } from '../../core/rows/event-row';
import { readableRecord } from '../../core/rows/record-attribute';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';

/** An event with everything from its row and its record, and whether that is complete. */
export interface CompleteEvent {
  readonly event: StoredEvent;
  readonly isComplete: boolean;
}

/** Whether a row has no room for its whole event. The Events row or the record has the rest. */
export function isPartial({ marks = {}, fieldsOmitted = [] }: ListedRow): boolean {
  return fieldsOmitted.length > 0 || marks.resourcesOmitted !== undefined || marks.mentionsOmitted !== undefined;
}

/**
 * The event of a row of the Events table with everything that it touched. If the row lists only a part, the record has
 * the rest. If only the log file has the record, or the record cannot be read, the row is all there is. `event` is the event
 * in the row, if somebody has it already.
 */
export function completeEvent(row: ListedRow, event: StoredEvent = storedEvent(row)): CompleteEvent {
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
