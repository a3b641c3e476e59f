import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { EventKey } from '../../core/rows/event-keys';
import type { EventReader } from '../ports/event-reader';
import { completeEvent } from './complete-events';
import type { FoundEvent } from './find-events';
import { readRecord } from './read-record';

/** The event under a key, with its record where the row has one that can be read; undefined where there is none. */
export async function eventByKey(
  reader: EventReader,
  key: EventKey,
  corrupt?: CorruptRows,
): Promise<FoundEvent | undefined> {
  const [row] = await reader.rows([key]);
  if (!row) return undefined;
  const { event } = completeEvent(row);
  const evidence = { recordIndex: row.recordIndex, recordSha256: row.recordSha256 };
  if (row.record === undefined) return { event, evidence };
  const record = readRecord(row, corrupt);
  return { event, evidence, ...(record && { record, maskedPaths: row.maskedPaths }) };
}
