import { createHash } from 'node:crypto';
import type { EventMatcher } from '../../core/alerts/event-matcher';
import { readLogFileName } from '../../core/delivery/log-file-name';
import type { ExtractedRecord } from '../../core/log-file/systems-manager-records';
import { parseRecord } from '../../core/record/parse-record';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import { extractRecords } from '../extract/extract-records';
import { INDEX_EVERYTHING, type IndexedRecord, indexRecord } from '../index/index-record';
import type { LogFileSource } from '../ports/log-file-source';
import { type AlertGroup, AlertGroups } from './alert-groups';

/** The alerts of log files. */
export interface AlertsOfFiles {
  /** By the time of their first events. */
  readonly alerts: readonly AlertGroup[];
  /** Files that were read, and those that could not be to their end. */
  readonly files: number;
  readonly failedFiles: number;
  /** Records that were matched. */
  readonly records: number;
}

/** Called for each file that cannot be read to its end; what was read of it counts. */
export type OnUnreadableFile = (file: string, reason: string) => void;

/** Kinds of files that stand beside log files and hold no records of API calls in their form. */
const SKIPPED = new Set(['digest', 'insight', 'networkActivity', 'aggregated', 'marker']);

/** Matches the records of log files with rules and topics, without a store, as they would be matched on arrival. */
export async function alertsOfFiles(
  source: LogFileSource,
  files: readonly string[],
  match: EventMatcher,
  onUnreadable: OnUnreadableFile,
): Promise<AlertsOfFiles> {
  const tally = { files: 0, failedFiles: 0, records: 0 };
  const groups = new AlertGroups();
  for (const file of files.filter((each) => !SKIPPED.has(readLogFileName(each).kind))) {
    tally.files += 1;
    try {
      for await (const { indexed, event } of indexedEvents(source, file)) {
        tally.records += 1;
        groups.add(match({ event, record: indexed.record }), indexed.row.recordSha256);
      }
    } catch (error) {
      tally.failedFiles += 1;
      onUnreadable(file, error instanceof Error ? error.message : String(error));
    }
  }
  return { alerts: groups.alerts(), ...tally };
}

interface IndexedEvent {
  readonly indexed: IndexedRecord;
  readonly event: StoredEvent;
}

/** The records of a file, each as the row that it would be, secrets masked. */
async function* indexedEvents(source: LogFileSource, file: string): AsyncGenerator<IndexedEvent> {
  const { chunks } = await source.open({ bucket: '', key: file });
  const { batches } = extractRecords(chunks, { layout: 'any', related: true, parse: parseRecord, sha256: false });
  for await (const batch of batches) yield* batch.flatMap((record) => indexedEvent(record, file) ?? []);
}

function indexedEvent({ value, index, bytes }: ExtractedRecord, file: string): IndexedEvent | undefined {
  const recordSha256 = createHash('sha256').update(bytes).digest('hex');
  const { deliveredAt } = readLogFileName(file);
  // Nothing expires, so that it does not matter what time it is.
  const origin = { origin: 'delivery', deliveredAt, now: new Date(0) } as const;
  const indexed = indexRecord(value, { logFile: file, recordIndex: index, recordSha256 }, origin, INDEX_EVERYTHING);
  return typeof indexed === 'object' ? { indexed, event: storedEvent(indexed.row) } : undefined;
}
