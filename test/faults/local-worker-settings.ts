import type { FaultCounts } from './faulty-requests';

/** What a worker that fills a local store is started with. */
export interface LocalWorkerSettings {
  /** The folder of the store. */
  readonly store: string;
  /** The path of a file that lists the log files, as JSON. */
  readonly list: string;
  readonly seed: number;
  /** The share of files whose reading goes wrong, from 0 to 1. */
  readonly readShare: number;
  /** One of so many statements that write goes wrong; 0 for none. */
  readonly oneStatementOf: number;
  /** Before which of them the worker is killed; 0 for none. */
  readonly statements: number;
}

/** What a worker says that was not killed. */
export interface LocalWorkerReport {
  /** Files that could not be read, of a worker that came to the end of the list. */
  readonly failedFiles?: number;
  /** Why it ended before. */
  readonly error?: string;
  readonly faults: FaultCounts;
}
