import type { ListedLogFile } from './log-file-listing';

/** A refused log file, and the reason. */
export interface RefusedLogFile {
  readonly file: ListedLogFile;
  readonly reason: string;
}

/** Gets log files indexed: through the backfill queue, or at once. */
export interface LogFileWork {
  /** How many files to hand over together. */
  readonly filesAtOnce: number;
  /** Hands over log files, at most `filesAtOnce`. Retries temporary faults itself. Gives the refused files. */
  take(files: readonly ListedLogFile[]): Promise<readonly RefusedLogFile[]>;
}
