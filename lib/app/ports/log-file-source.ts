import type { LogFileLocation } from '../../core/rows/delivery-row';
import type { Deadline } from './deadline';

/** An opened log file. Whoever opens it iterates `chunks`, or calls `discard` to let go of it unread. */
export interface OpenedLogFile {
  /** The decompressed content. Ends with an `UnreadableLogFileError` where the file cannot be read to its end. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The entity tag: changes with the content. */
  readonly eTag: string;
  readonly versionId?: string;
  /** Bytes as they are stored, compressed where they are; absent where the source does not say. */
  readonly storedBytes?: number;
  /** Lets go of a file that is not read, or not to its end. Harmless after the end. */
  discard(): void;
}

/** Where log files come from: the log bucket, or folders on disk. */
export interface LogFileSource {
  /**
   * Opens a log file. Rejects where it is not there, or with `InaccessibleFileError` where it may not be read; that may
   * be temporary. Temporary faults are retried inside, of the opening and of the reading, until the deadline (none unless
   * given).
   */
  open(location: LogFileLocation, versionId?: string, deadline?: Deadline): Promise<OpenedLogFile>;
}

/** An object or a file that is there and may not be read: forbidden, or encrypted by a key that may not be used. */
export class InaccessibleFileError extends Error {
  constructor(
    /** `s3://<bucket>/<key>`, or the path of a file on disk. */
    readonly logFile: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${logFile} cannot be read: ${reason}`, options);
    this.name = 'InaccessibleFileError';
  }
}

/** An object that is archived: it has to be restored before it can be read. */
export class ArchivedFileError extends InaccessibleFileError {
  constructor(logFile: string, storageClass: string | undefined, options?: ErrorOptions) {
    super(logFile, `archived${storageClass ? ` as ${storageClass}` : ''}, restore it first`, options);
    this.name = 'ArchivedFileError';
  }
}

/**
 * A message that names a bucket other than the configured one. Permanent, and no trouble of a log file of ours: it gets
 * no receipt, and its message is for the dead letters.
 */
export class ForeignBucketError extends Error {
  constructor(
    readonly bucket: string,
    readonly expected: string,
  ) {
    super(`the message names the bucket '${bucket}': expected '${expected}', the only one that this stack reads`);
    this.name = 'ForeignBucketError';
  }
}
