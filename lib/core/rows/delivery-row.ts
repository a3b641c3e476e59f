import type { Neighbour } from '../../contract/neighbours';
import type { Origin } from '../event/audit-event';
import { shortened } from '../text/shortened-text';
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from './dynamodb-limits';
import { portableFolder } from './portable-folder';

/** How far a log file is indexed: done; started, and to be continued from `nextRecord`; or failed with a reason. */
export const RECEIPT_STATES = ['done', 'unfinished', 'failed'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** A log file in a bucket or a folder on disk. */
export interface LogFileLocation {
  /** The bucket's name; `''` for a file on disk. */
  readonly bucket: string;
  /** The object's key, or the file's absolute path. */
  readonly key: string;
}

/** What happened to the records of a log file. From `newEvents` on, only Systems Manager's records count. */
export interface FileCounts {
  /** Records of any service. */
  readonly records: number;
  readonly ssmRecords: number;
  readonly relatedRecords: number;
  /** Records of calls that tamper with the stack. */
  readonly guardRecords: number;
  /** Elements of `Records` that are not objects, and so not records: not kept, but counted and reported. */
  readonly malformedRecords: number;
  /** Records of calls that name no event source, so that nobody knows whose they are: not kept, counted and told of. */
  readonly sourcelessRecords: number;
  /** New rows. */
  readonly newEvents: number;
  /** Rows that existed before: a second delivery. */
  readonly knownEvents: number;
  /** Rows beside a different record under the same key. */
  readonly conflicts: number;
  /** New rows in quarantine. */
  readonly quarantined: number;
  /** Rows in quarantine that existed before. */
  readonly knownQuarantined: number;
  /** Records older than the retention on arrival: counted, not written. */
  readonly expired: number;
  /** Records that the deployment leaves out: counted, not written. */
  readonly leftOut: number;
  /**
   * Records with an event source that looks like Systems Manager's but was unknown when this was written: kept, and
   * reported.
   */
  readonly unknownSources: number;
}

/** The receipt of one log file: an item of the Deliveries table, written after the file's rows. */
export interface Receipt extends FileCounts {
  readonly folder: string;
  readonly fileName: string;
  readonly logFile: string;
  readonly state: ReceiptState;
  /** The file is from CloudTrail but cannot have records: it is a digest under an unusual name. */
  readonly skipped?: true;
  /** Why the file failed. */
  readonly reason?: string;
  /** The file had other content when it was indexed before, so somebody replaced evidence. This flag stays. */
  readonly changed?: true;
  /** SHA-256 of the content that was indexed under this name before the file had this entity tag. */
  readonly formerContentSha256?: string;
  /** Somebody asked for this attempt although the file was done. Its checkpoint then replaces the earlier receipt. */
  readonly forced?: true;
  /** Whether an earlier attempt failed or was interrupted. Its place in the list of trouble is then updated. */
  readonly hadTrouble?: true;
  /** The place of the first record that is not yet stored, if the file is to be continued. */
  readonly nextRecord?: number;
  readonly eTag?: string;
  readonly versionId?: string;
  /**
   * The neighbours whose calls were looked for when the file was read, and how many there are. Absent for none: also in receipts
   * from before there were neighbours.
   */
  readonly neighbours?: readonly Neighbour[];
  readonly neighbourRecords?: number;
  /** SHA-256 of the decompressed content, which is what CloudTrail's digests sign. */
  readonly contentSha256?: string;
  /** Decompressed bytes. */
  readonly bytes: number;
  /** The stored size of the object or file in bytes, compressed if it is. */
  readonly storedBytes?: number;
  /** The place of the first element of `Records` that is not an object. */
  readonly firstMalformedRecord?: number;
  /** The place of the first record that names no event source. */
  readonly firstSourcelessRecord?: number;
  /** The first records of the file that went to quarantine, each with its place and why, for a person to read. */
  readonly quarantinedRecords?: readonly string[];
  readonly accountId?: string;
  readonly region?: string;
  /** When CloudTrail delivered the file, from its name. */
  readonly deliveredAt?: string;
  readonly firstEventTime?: string;
  readonly lastEventTime?: string;
  /** What is wrong with the receipt that was found, of which only a part can be read. It is said, and not stored. */
  readonly corrupt?: string;
  readonly origin: Origin;
  readonly indexVersion: number;
  readonly finishedAt: string;
  readonly expiresAt?: number;
}

/** The counts of a file before anything is known about it. */
export const NO_COUNTS: FileCounts = {
  records: 0,
  ssmRecords: 0,
  relatedRecords: 0,
  guardRecords: 0,
  malformedRecords: 0,
  sourcelessRecords: 0,
  newEvents: 0,
  knownEvents: 0,
  conflicts: 0,
  quarantined: 0,
  knownQuarantined: 0,
  expired: 0,
  leftOut: 0,
  unknownSources: 0,
};

/** The sum of two files' counts, or of two parts of one. */
export function addCounts(left: FileCounts, right: FileCounts): FileCounts {
  const names = Object.keys(NO_COUNTS) as (keyof FileCounts)[];
  return Object.fromEntries(names.map((name) => [name, left[name] + right[name]])) as unknown as FileCounts;
}

/** The most quarantined records that a receipt names. The quarantine itself has them all. */
const MAX_NAMED_RECORDS = 10;

/** The first records in quarantine, which a receipt names. */
export function namedRecords(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.flat().slice(0, MAX_NAMED_RECORDS);
}

/** The key of a row of the Deliveries table. */
export interface ReceiptKey {
  readonly folder: string;
  readonly fileName: string;
}

/**
 * The Deliveries key of a log file: bucket and folder, and the name in it. The folder of a file on disk is one that stays
 * the same when somebody moves the file, wherever its name or folders are CloudTrail's.
 */
export function receiptKey(location: LogFileLocation): ReceiptKey {
  const byPath = keyByPath(location);
  const portable = location.bucket === '' ? portableFolder(location.key) : undefined;
  return portable === undefined ? byPath : { ...byPath, folder: shortened(portable, MAX_PARTITION_KEY_BYTES) };
}

/** The key that the receipt of a file on disk had in stores of an earlier version, by its path; undefined where it is the same. */
export function formerReceiptKey(location: LogFileLocation): ReceiptKey | undefined {
  const byPath = keyByPath(location);
  return receiptKey(location).folder === byPath.folder ? undefined : byPath;
}

function keyByPath({ bucket, key }: LogFileLocation): ReceiptKey {
  const end = key.lastIndexOf('/') + 1;
  const folder = bucket === '' ? key.slice(0, end) : `${bucket}/${key.slice(0, end)}`;
  return {
    folder: shortened(folder || '/', MAX_PARTITION_KEY_BYTES),
    fileName: shortened(key.slice(end) || '/', MAX_SORT_KEY_BYTES),
  };
}

/** A log file's location as one text: `s3://<bucket>/<key>`, or the path on disk. */
export function formatLogFile({ bucket, key }: LogFileLocation): string {
  return bucket === '' ? key : `s3://${bucket}/${key}`;
}

/** The location that such a text gives. */
export function parseLogFile(logFile: string): LogFileLocation {
  const [, bucket = '', key = logFile] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(logFile) ?? [];
  return { bucket, key };
}
