import { UnreadableLogFileError } from '../../core/log-file/unreadable-log-file-error';
import { conflictKey, type EventKey, plainPartition, quarantineKey } from '../../core/rows/event-keys';
import { type EventRow, INDEX_VERSION } from '../../core/rows/event-row';
import { RecentlyUsed } from '../flow/recently-used';
import type { IndexedRecord } from '../index/index-record';
import { KNOWN_VERSIONS } from '../index/index-version';
import type { AuditedBucket } from '../ports/audited-bucket';
import type { EventReader } from '../ports/event-reader';
import { InaccessibleFileError } from '../ports/log-file-source';
import { type ExpectedIndexing, type ExpectedRecord, type ExpectedRows, expectedRows } from './expected-rows';
import { type SignedFiles, UNSIGNED_REASONS } from './signed-files';

/**
 * How many log files to keep the places of. Rows come in the order of time, so these are the files of some minutes,
 * accounts and regions.
 */
const KEPT_FILES = 256;

/** The dependencies of checking the places of rows. */
export interface SignedRecordDependencies {
  readonly bucket: AuditedBucket;
  readonly reader: Pick<EventReader, 'catalogue' | 'rows' | 'olderPartitions'>;
  readonly indexing: ExpectedIndexing;
  readonly now: () => Date;
}

/** What a row says of its place among what CloudTrail wrote, and the key that it has. */
export type PlacedRow = EventKey & Pick<EventRow, 'logFile' | 'recordIndex' | 'recordSha256' | 'indexVersion'>;

/** What is wrong with the place that a row names. */
export interface RecordProblem {
  readonly kind: 'invalid' | 'unsigned';
  readonly reason: string;
  /** The row's record is not the one at its place, which comparing that with its row finds as well. */
  readonly isOfAnother?: true;
}

/** A record at its place in a log file. */
interface SignedRecord {
  readonly recordSha256: string;
  /** Its key if that is not taken, and the time under which it is then in quarantine. */
  readonly key: EventKey;
  readonly time: string;
  /** The same in an older version of the index. Undefined if that version made no row of it. */
  readonly older: SignedRecord | undefined;
}

type FileRecords = ReadonlyMap<number, SignedRecord> | RecordProblem;

/** Finds out whether a row stands for a record of a signed log file: the record at the place that the row names. */
export class SignedRecords {
  private readonly files = new RecentlyUsed<Promise<FileRecords>>(KEPT_FILES);

  constructor(
    private readonly deps: SignedRecordDependencies,
    private readonly signed: SignedFiles,
  ) {}

  /** What is wrong with the place of a row. Undefined if a signed log file has the row's record there. */
  async problemOf(row: PlacedRow): Promise<RecordProblem | undefined> {
    const logFile = String(row.logFile);
    const places = await this.files.get(logFile, () => this.placesOf(logFile));
    if ('reason' in places) return places;
    const place = places.get(row.recordIndex);
    if (place?.recordSha256 !== row.recordSha256) {
      return { ...invalid('its log file has no such record at its place'), isOfAnother: true };
    }
    const own = row.indexVersion === INDEX_VERSION ? place : place.older;
    if (!own || !keysOf(own).some((key) => isSameKey(key, row))) return invalid('its record belongs under another key');
    return this.doubleOf(own, row);
  }

  /** One record has one row. In addition, it may only be in quarantine. */
  private async doubleOf(
    { key, recordSha256, time }: SignedRecord,
    row: PlacedRow,
  ): Promise<RecordProblem | undefined> {
    if (isSame(key, row) || isSameKey(quarantineKey(time, recordSha256), row)) return undefined;
    const plain = plainPartition(key.eventName);
    const names = (await this.deps.reader.catalogue(plain)).filter((name) => plainPartition(name) === plain);
    const times = [key.eventTimeId, conflictKey(key, recordSha256).eventTimeId];
    const keys = names.flatMap((eventName) => times.map((eventTimeId) => ({ eventName, eventTimeId })));
    const rows = await this.deps.reader.rows(keys.filter((other) => !isSame(other, row)));
    const hasAnother = rows.some((other) => other.recordSha256 === recordSha256);
    return hasAnother ? invalid('another row already has its record') : undefined;
  }

  private async placesOf(logFile: string): Promise<FileRecords> {
    const { bucket } = this.deps;
    const key = bucket.keyOf(logFile);
    const standing = key === undefined ? { kind: 'foreign' as const } : await this.signed.standing(key);
    if (standing.kind === 'unlisted') return invalid('no digest of its time lists its log file');
    if (standing.kind === 'foreign' && bucket.isOnlySource) return invalid('its log file does not belong to the trail');
    if (standing.kind !== 'signed' || key === undefined) {
      return unsigned(UNSIGNED_REASONS[standing.kind === 'signed' ? 'foreign' : standing.kind]);
    }
    return this.readPlaces(key, logFile, standing.sha256);
  }

  private async readPlaces(key: string, logFile: string, sha256: string): Promise<FileRecords> {
    try {
      const opened = await this.deps.bucket.open(key);
      if (!opened) return unsigned('its log file does not exist');
      const expected = expectedRows({ logFile, key, chunks: opened.chunks }, this.deps.indexing, this.deps.now());
      const places = await placesIn(expected, (await this.deps.reader.olderPartitions()).length > 0);
      return expected.sha256() === sha256 ? places : unsigned(NOT_SIGNED);
    } catch (error) {
      if (error instanceof UnreadableLogFileError) return unsigned(NOT_SIGNED);
      if (error instanceof InaccessibleFileError) return unsigned(`its log file cannot be read: ${error.reason}`);
      throw error;
    }
  }
}

const NOT_SIGNED = 'its log file is not what CloudTrail signed';

async function placesIn({ batches }: ExpectedRows, holdsOlder: boolean): Promise<ReadonlyMap<number, SignedRecord>> {
  const places = new Map<number, SignedRecord>();
  for await (const batch of batches) {
    for (const record of batch) {
      const older = holdsOlder ? olderOf(record) : undefined;
      places.set(record.row.recordIndex, {
        ...placeOf(record),
        older: older && { ...placeOf(older), older: undefined },
      });
    }
  }
  return places;
}

/** What the only older version made of a record. */
function olderOf(record: ExpectedRecord): IndexedRecord | undefined {
  return KNOWN_VERSIONS.slice(1).flatMap((version) => record.byVersion(version) ?? [])[0];
}

function placeOf({ row: { recordSha256, eventName, eventTimeId }, time }: IndexedRecord) {
  return { recordSha256, time, key: { eventName, eventTimeId } };
}

function keysOf({ key, recordSha256, time }: SignedRecord): readonly EventKey[] {
  return [key, conflictKey(key, recordSha256), quarantineKey(time, recordSha256)];
}

/** Whether two keys differ only in the partition of a busy name, which the configuration decides. */
function isSameKey(left: EventKey, right: EventKey): boolean {
  return left.eventTimeId === right.eventTimeId && plainPartition(left.eventName) === plainPartition(right.eventName);
}

function isSame(left: EventKey, right: EventKey): boolean {
  return left.eventTimeId === right.eventTimeId && left.eventName === right.eventName;
}

function invalid(reason: string): RecordProblem {
  return { kind: 'invalid', reason };
}

function unsigned(reason: string): RecordProblem {
  return { kind: 'unsigned', reason };
}
