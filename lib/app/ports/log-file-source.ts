import type { LogFileLocation } from '../../core/rows/delivery-row';

/** An opened log file. Whoever opens it iterates `chunks`, or calls `discard` to let go of it unread. */
export interface OpenedLogFile {
  /** The decompressed content. Ends with an `UnreadableLogFileError` where the file cannot be read to its end. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The entity tag: changes with the content. */
  readonly eTag: string;
  readonly versionId?: string;
  /** Lets go of a file that is not read. */
  discard(): void;
}

/** Where log files come from: the log bucket, or folders on disk. */
export interface LogFileSource {
  /** Opens a log file. Rejects where it is not there or may not be read; that may be temporary. */
  open(location: LogFileLocation, versionId?: string): Promise<OpenedLogFile>;
}
