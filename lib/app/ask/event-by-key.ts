import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { EventKey } from '../../core/rows/event-keys';
import { isShortFor, timeOfShortRef } from '../../core/rows/event-ref';
import type { EventRow } from '../../core/rows/event-row';
import type { EventReader } from '../ports/event-reader';
import { completeEvent } from './complete-events';
import type { FoundEvent } from './find-events';
import { readRecord } from './read-record';

/** The rows of one second that are looked through for a short reference. */
const MOST_OF_A_SECOND = 1_000;

/**
 * The event under a key, with its record where the row has one that can be read; undefined where there is none. The key
 * may be that of a short reference.
 */
export async function eventByKey(
  reader: EventReader,
  key: EventKey,
  corrupt?: CorruptRows,
): Promise<FoundEvent | undefined> {
  const row = (await rowOfShortRef(reader, key)) ?? (await reader.rows([key]))[0];
  if (!row) return undefined;
  const { event } = completeEvent(row);
  const evidence = { recordIndex: row.recordIndex, recordSha256: row.recordSha256 };
  if (row.record === undefined) return { event, evidence };
  const record = readRecord(row, corrupt);
  return { event, evidence, ...(record && { record, maskedPaths: row.maskedPaths }) };
}

/** The row that a short reference stands for; none where it stands for several. */
async function rowOfShortRef(reader: EventReader, key: EventKey): Promise<EventRow | undefined> {
  const time = timeOfShortRef(key);
  if (time === undefined) return undefined;
  const { rows } = await reader.page({
    partition: { table: 'events', value: key.eventName },
    since: time,
    until: new Date(Date.parse(time) + 1_000).toISOString().replace('.000Z', 'Z'),
    oldestFirst: true,
    limit: MOST_OF_A_SECOND,
    withRecord: false,
    after: undefined,
  });
  const [only, another] = rows.filter(({ eventTimeId }) => isShortFor(key, eventTimeId));
  return only && !another ? (await reader.rows([only]))[0] : undefined;
}
