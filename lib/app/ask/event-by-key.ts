import type { EventKey } from '../../core/rows/event-keys';
import { readRecordAttribute } from '../../core/rows/record-attribute';
import type { EventReader } from '../ports/event-reader';
import { completeEvent } from './complete-events';
import type { FoundEvent } from './find-events';

/** The event under a key, with its record if the row has it. Undefined if there is none. */
export async function eventByKey(reader: EventReader, key: EventKey): Promise<FoundEvent | undefined> {
  const [row] = await reader.rows([key]);
  if (!row) return undefined;
  const { event } = completeEvent(row);
  if (row.record === undefined) return { event };
  return { event, record: readRecordAttribute(row.record), maskedPaths: row.maskedPaths };
}
