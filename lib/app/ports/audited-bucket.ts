import type { FoundDigest } from '../../core/integrity/digest-verdict';
import type { PublicKeys } from '../../core/integrity/public-keys';
import type { LogFileLocation } from '../../core/rows/delivery-row';
import type { OpenedLogFile } from './log-file-source';

/** The log bucket as verification sees it, or a copy of it on disk: digests, log files, and what they are called in the store. */
export interface AuditedBucket {
  /** Whether every row of the store must have come from here. */
  readonly isOnlySource: boolean;
  /** The folders of digests, one for each account and region that has any (`DigestName.folder`). */
  digestFolders(): Promise<readonly string[]>;
  /** The keys in a folder of digests of one day (`YYYY/MM/DD`), of whichever trail, in any order. */
  digestsOn(folder: string, day: string): Promise<readonly string[]>;
  /**
   * A digest, or undefined where it is not there. Rejects with `UnreadableLogFileError` where it is no gzip, and with
   * `InaccessibleFileError` where it may not be read.
   */
  digest(key: string): Promise<FoundDigest | undefined>;
  /** A log file, or undefined where it is not there. It, or its chunks, reject with `InaccessibleFileError` where it may not be read. */
  open(key: string): Promise<OpenedLogFile | undefined>;
  /** What the object with a key is called in receipts and rows. */
  locate(key: string): LogFileLocation;
  /** The key of the object that a receipt or a row calls so; undefined for any other. */
  keyOf(logFile: string): string | undefined;
}

/** Where CloudTrail's public keys come from. */
export interface PublicKeySource {
  /** The keys of a region that were valid at some time from `since`, ISO 8601, until now. */
  keys(region: string, since: string): Promise<PublicKeys>;
}
