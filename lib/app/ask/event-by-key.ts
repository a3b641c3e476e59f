import type { EventKey } from '../../core/rows/event-keys';
import { readRecordAttribute } from '../../core/rows/record-attribute';
import { storedEvent } from '../../core/rows/stored-event';
import type { EventReader } from '../ports/event-reader';
import type { FoundEvent } from './find-events';

/** The event under a key, with its record where the row has it; undefined where there is none. */
export async function eventByKey(reader: EventReader, key: EventKey): Promise<FoundEvent | undefined> {
  const [row] = await reader.rows([key]);
  if (!row) return undefined;
  if (row.record === undefined) return { event: storedEvent(row) };
  return { event: storedEvent(row), record: readRecordAttribute(row.record), maskedPaths: row.maskedPaths };
}
