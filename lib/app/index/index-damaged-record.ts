import { normalisedEventTime } from '../../core/event/event-time';
import { damageText } from '../../core/log-file/damage';
import { mendedText } from '../../core/log-file/mended-text';
import type { DamagedRecord } from '../../core/log-file/systems-manager-records';
import type { JsonObject } from '../../core/record/json';
import { maskUnnamedRecord } from '../../core/record/masking';
import { parseRecord } from '../../core/record/parse-record';
import { quarantineKey, UNKNOWN_TIME } from '../../core/rows/event-keys';
import { quarantineRow, type RecordPlace } from '../../core/rows/event-row';
import { expiryOf, isExpired } from '../../core/rows/retention';
import type { IndexedRecord, Indexing, NotIndexed, RecordSource } from './index-record';

/**
 * The quarantine row of a record that cannot be read. It contains the record if repairing makes it readable, and
 * otherwise only its place, because an unreadable record cannot be masked. Such a record is never left out, because
 * nobody can know which service it belongs to.
 */
export function indexDamagedRecord(
  { bytes, damage }: DamagedRecord,
  place: RecordPlace,
  { deliveredAt, origin, now }: RecordSource,
  { retentionDays }: Indexing,
): IndexedRecord | NotIndexed {
  const { record, maskedPaths } = mendedRecord(bytes);
  const time = normalisedEventTime(record?.['eventTime']) ?? deliveredAt ?? UNKNOWN_TIME;
  const expiresAt = expiryOf(time, deliveredAt, retentionDays);
  if (isExpired(expiresAt, now)) return 'expired';
  const context = { ...place, origin, maskedPaths, ...(expiresAt !== undefined && { expiresAt }) };
  const row = quarantineRow(quarantineKey(time, place.recordSha256), damageText(damage), record, context);
  return { row, termKeys: [], termRows: () => [], record, context, time, isBeside: false };
}

interface MendedRecord {
  /** Undefined if the damage cannot be repaired. */
  readonly record: JsonObject | undefined;
  readonly maskedPaths: readonly string[];
}

function mendedRecord(bytes: Buffer): MendedRecord {
  try {
    return maskUnnamedRecord(parseRecord(mendedText(bytes)));
  } catch {
    return { record: undefined, maskedPaths: [] };
  }
}
