import { createHash } from 'node:crypto';
import { muteKey } from '../core/alerts/mute-key';
import type { Raise, Raised } from '../core/alerts/raise';
import { readLogFileName } from '../core/delivery/log-file-name';
import type { Outcome } from '../core/event/audit-event';
import type { ExtractedRecord } from '../core/log-file/systems-manager-records';
import { type StoredEvent, storedEvent } from '../core/query/stored-event';
import { parseRecord } from '../core/record/parse-record';
import type { Level } from '../core/rules/rule';
import { extractRecords } from './extract-records';
import { type IndexedRecord, type Indexing, indexRecord } from './index-record';
import type { LogFileSource } from './ports/log-file-source';

/** An alert that log files would have raised: the first message of its mute window, and what would have been muted. */
export interface FileAlert {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  /** Of the first event, as are the fields that follow; absent for a record that could not be indexed. */
  readonly eventName?: string;
  readonly eventTime?: string;
  readonly userIdentityArn?: string;
  readonly outcome?: Outcome;
  /** Events that it stands for. */
  readonly count: number;
  readonly refs: readonly string[];
  /** Names of the topics that it would have gone to; empty where nobody asks for it. */
  readonly topics: readonly string[];
}

/** What log files would have raised. */
export interface AlertsOfFiles {
  /** By the time of their first events. */
  readonly alerts: readonly FileAlert[];
  /** Files that were read, and those that could not be to their end. */
  readonly files: number;
  readonly failedFiles: number;
  /** Records that rules were asked about. */
  readonly records: number;
}

/** Told of each file that cannot be read to its end; what was read of it counts. */
export type OnUnreadableFile = (file: string, reason: string) => void;

/** Kinds of files that stand beside log files and hold no records of API calls in their form. */
const SKIPPED = new Set(['digest', 'insight', 'networkActivity', 'aggregated', 'marker']);

/** Nothing expires, and nothing is spread: a reference leads to the row of a local store. */
const INDEXING: Indexing = { retentionDays: undefined, spread: new Map(), extraTerms: [] };

/** Asks rules and topics about the records of log files, without a store, as they would be asked on arrival. */
export async function alertsOfFiles(
  source: LogFileSource,
  files: readonly string[],
  raise: Raise,
  onUnreadable: OnUnreadableFile,
): Promise<AlertsOfFiles> {
  const tally = { files: 0, failedFiles: 0, records: 0 };
  const caught = new Map<string, Caught>();
  for (const file of files.filter((each) => !SKIPPED.has(readLogFileName(each).kind))) {
    tally.files += 1;
    try {
      for await (const { indexed, event } of indexedEvents(source, file)) {
        tally.records += 1;
        addNew(caught, raise({ event, record: indexed.record }), indexed.row.recordSha256);
      }
    } catch (error) {
      tally.failedFiles += 1;
      onUnreadable(file, error instanceof Error ? error.message : String(error));
    }
  }
  return { alerts: mutedAlerts([...caught.values()]), ...tally };
}

/** What is kept of what was raised: the event without its record, because there may be millions. */
type Caught = Pick<Raised, 'rule' | 'topics' | 'observed'>;

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
  const indexed = indexRecord(value, { logFile: file, recordIndex: index, recordSha256 }, origin, INDEXING);
  return indexed && { indexed, event: storedEvent(indexed.row) };
}

/**
 * Adds each rule once for each event: a second copy of a record is no new row and raises nothing. A different record
 * under the same ID counts; both then have the reference of the first.
 */
function addNew(caught: Map<string, Caught>, raised: readonly Raised[], recordSha256: string): void {
  for (const { rule, topics, observed } of raised) {
    const key = JSON.stringify([rule.id, observed.event.ref, recordSha256]);
    if (!caught.has(key)) caught.set(key, { rule, topics, observed: { event: observed.event, record: undefined } });
  }
}

/** One alert for each mute window, and one for each event that is never muted. */
function mutedAlerts(caught: readonly Caught[]): readonly FileAlert[] {
  const windows = new Map<string, Caught[]>();
  for (const [index, each] of [...caught].sort(byTime).entries()) {
    const key = muteKey(each) ?? `${index}`;
    const window = windows.get(key);
    if (window === undefined) windows.set(key, [each]);
    else window.push(each);
  }
  return [...windows.values()].flatMap((window) => fileAlert(window) ?? []);
}

function byTime(one: Caught, other: Caught): number {
  const [a = '', b = ''] = [one.observed.event.eventTime, other.observed.event.eventTime];
  return a < b ? -1 : Number(a > b);
}

function fileAlert(window: readonly Caught[]): FileAlert | undefined {
  const [first] = window;
  if (first === undefined) return undefined;
  const { rule, topics, observed } = first;
  const { eventName, eventTime, userIdentityArn, outcome } = observed.event;
  return {
    rule: rule.id,
    title: rule.title,
    level: rule.level,
    ...(eventName !== undefined && { eventName }),
    ...(eventTime !== undefined && { eventTime }),
    ...(userIdentityArn !== undefined && { userIdentityArn }),
    ...(outcome !== undefined && { outcome }),
    count: window.length,
    refs: [...new Set(window.map((each) => each.observed.event.ref))],
    topics,
  };
}
