import type { EventMatcher } from '../../core/alerts/event-matcher';
import { isBesideLogFiles, readLogFileName } from '../../core/delivery/log-file-name';
import type { GuardedStack } from '../../core/guard/guarded-stack';
import { NotCloudTrailError } from '../../core/log-file/broken-log-file-error';
import { unseenRemarks } from '../../core/log-file/damage';
import { type KeptNeighbours, NO_NEIGHBOURS } from '../../core/neighbours/neighbour-calls';
import { storedEvent } from '../../core/rows/stored-event';
import { INDEX_EVERYTHING, type IndexedRecord } from '../index/index-record';
import { indexRecords, quarantinedRecord } from '../index/index-records';
import type { LogFileSource } from '../ports/log-file-source';
import type { ExpectedAlert } from './expected-alert';
import type { ExpectedAlerts } from './expected-alerts';

/** The alerts of log files. */
export interface AlertsOfFiles {
  /** In the order of their last events. */
  readonly alerts: readonly ExpectedAlert[];
  /** Files that were read, and files that could not be read to their end. */
  readonly files: number;
  readonly failedFiles: number;
  /** Files that are not log files of API calls: digests, insights, markers. */
  readonly skippedFiles: number;
  /** Records that were matched. */
  readonly records: number;
}

/** Listens to the reading of log files. */
export interface FilesListener {
  /**
   * Called for each file that cannot be read to its end, and for each record that cannot be read. The rest of the file
   * counts.
   */
  readonly onUnreadable: (file: string, reason: string) => void;
  /** Called with what else of a file is not matched. */
  readonly onRemark: (file: string, remark: string) => void;
}

/** What is matched beside records of Systems Manager. */
export interface MatchedBeside {
  /** The stack of which calls that tamper with it are matched. */
  readonly guard?: GuardedStack | undefined;
  /** The neighbours whose calls are matched. */
  readonly neighbours?: KeptNeighbours;
}

/**
 * Matches the records of log files with rules and topics, without a store, as alerting would on their arrival.
 * `expected` collects them.
 */
export async function alertsOfFiles(
  source: LogFileSource,
  files: readonly string[],
  match: EventMatcher,
  expected: ExpectedAlerts,
  listener: FilesListener,
  matched: MatchedBeside = {},
): Promise<AlertsOfFiles> {
  const tally = { files: 0, failedFiles: 0, skippedFiles: 0, records: 0 };
  for (const file of files) {
    if (isBesideLogFiles(file)) tally.skippedFiles += 1;
    else await matchFile(file);
  }
  return { alerts: expected.alerts(), ...tally };

  async function matchFile(file: string): Promise<void> {
    tally.files += 1;
    try {
      for await (const indexed of indexedRecords(source, file, listener, matched)) {
        const { row, record } = indexed;
        for (const named of quarantinedRecord(indexed, 'would go')) listener.onUnreadable(file, named);
        tally.records += 1;
        const observed = { event: storedEvent(row), record };
        expected.add(match(observed), row.recordSha256);
        expected.correlate(observed);
      }
    } catch (error) {
      if (error instanceof NotCloudTrailError && error.isDigest) {
        tally.skippedFiles += 1;
        return;
      }
      tally.failedFiles += 1;
      listener.onUnreadable(file, error instanceof Error ? error.message : String(error));
    }
  }
}

/** The records of a file as the rows that they would become, with secrets masked. */
async function* indexedRecords(
  source: LogFileSource,
  file: string,
  { onRemark }: FilesListener,
  { guard, neighbours = NO_NEIGHBOURS }: MatchedBeside,
): AsyncGenerator<IndexedRecord> {
  const { chunks } = await source.open({ bucket: '', key: file });
  const { deliveredAt } = readLogFileName(file);
  // Nothing expires, so the time does not matter.
  const content = { logFile: file, chunks, origin: 'delivery', deliveredAt, now: new Date(0) } as const;
  const { batches, counts } = indexRecords(content, {
    ...INDEX_EVERYTHING,
    kept: { ...INDEX_EVERYTHING.kept, neighbours },
    guard,
  });
  try {
    for await (const batch of batches) {
      yield* batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
    }
  } finally {
    for (const remark of unseenRemarks(counts())) onRemark(file, remark);
  }
}
