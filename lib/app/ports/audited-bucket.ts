import type { FoundDigest } from '../../core/integrity/digest-verdict';
import type { PublicKeys } from '../../core/integrity/public-keys';
import type { LogFileLocation } from '../../core/rows/delivery-row';
import type { OpenedLogFile } from './log-file-source';

/**
 * The log bucket as verification sees it, or a copy of it on disk: digests, log files, and their names in the store.
 */
export interface AuditedBucket {
  /** Whether every row of the store must come from here. */
  readonly isOnlySource: boolean;
  /** The folders of digests, one for each account and region that has any (`DigestName.folder`). */
  digestFolders(): Promise<readonly string[]>;
  /** The keys of one day (`YYYY/MM/DD`) in a folder of digests, of all trails, in any order. */
  digestsOn(folder: string, day: string): Promise<readonly string[]>;
  /**
   * A digest, or undefined if it does not exist. Rejects with `UnreadableLogFileError` if it is not gzip, and with
   * `InaccessibleFileError` if we may not read it.
   */
  digest(key: string): Promise<FoundDigest | undefined>;
  /**
   * A log file, or undefined if it does not exist. The call, or its chunks, reject with `InaccessibleFileError` if we
   * may not read it.
   */
  open(key: string): Promise<OpenedLogFile | undefined>;
  /**
   * The bytes of any object as they are stored, compressed ones included. Undefined if it does not exist. The call, or its
   * bytes, reject with `InaccessibleFileError` if we may not read it.
   */
  stored(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** The name of the object in receipts and rows. */
  locate(key: string): LogFileLocation;
  /** The key of the object with this name in receipts or rows. Undefined for any other name. */
  keyOf(logFile: string): string | undefined;
}

/** The source of CloudTrail's public keys. */
export interface PublicKeySource {
  /** The keys of a region that were valid at some time between `since` (ISO 8601) and now. */
  keys(region: string, since: string): Promise<PublicKeys>;
}
