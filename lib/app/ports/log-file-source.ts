import type { LogFileLocation } from '../../core/rows/delivery-row';
import type { Deadline } from './deadline';

/** An opened log file. Iterate over `chunks`, or call `discard` to release it unread. */
export interface OpenedLogFile {
  /** The decompressed content. Ends with an `UnreadableLogFileError` if the file cannot be read to its end. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The entity tag, which changes with the content. */
  readonly eTag: string;
  readonly versionId?: string;
  /** How many bytes are stored, compressed if the file is. Absent if the source does not say it. */
  readonly storedBytes?: number;
  /** Releases a file that is not read, or not read to its end. You can call it after the end. */
  discard(): void;
}

/** The source of log files: the log bucket, or folders on disk. */
export interface LogFileSource {
  /**
   * Opens a log file. Rejects if it does not exist, and with `InaccessibleFileError` if we may not read it, which may
   * be temporary. Retries temporary faults itself, while opening and while reading, until the deadline (none by
   * default).
   */
  open(location: LogFileLocation, versionId?: string, deadline?: Deadline): Promise<OpenedLogFile>;
}

/** An object or file exists, but we may not read it: access is denied, or we may not use its key. */
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

/** An object is archived. Somebody has to restore it before it can be read. */
export class ArchivedFileError extends InaccessibleFileError {
  constructor(logFile: string, storageClass: string | undefined, options?: ErrorOptions) {
    super(logFile, `archived${storageClass ? ` as ${storageClass}` : ''}; restore it first`, options);
    this.name = 'ArchivedFileError';
  }
}

/**
 * A message names another bucket than the configured one. This is permanent. It is no trouble of a log file of ours, so
 * there is no receipt, and the message becomes a dead letter.
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
