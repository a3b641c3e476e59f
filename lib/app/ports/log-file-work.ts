import type { ListedLogFile } from './log-file-listing';

/** A log file that could not be taken on, and why. */
export interface RefusedLogFile {
  readonly file: ListedLogFile;
  readonly reason: string;
}

/** Has log files indexed: through the backfill queue, or at once. */
export interface LogFileWork {
  /** As many files as are best handed over together. */
  readonly filesAtOnce: number;
  /** Hands log files over, at most `filesAtOnce`. Temporary faults are retried inside; gives those that are refused. */
  take(files: readonly ListedLogFile[]): Promise<readonly RefusedLogFile[]>;
}
