import { resolve } from 'node:path';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import type { LocalIngestDependencies } from '../../../lib/app/ingest/ingest-files';
import { Renewals } from '../../../lib/app/ingest/renewals';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import type { RenewalStore } from '../../../lib/app/ports/renewal-store';
import { formatLogFile, type LogFileLocation, type Receipt } from '../../../lib/core/rows/delivery-row';
import { MemoryTables } from '../memory-tables';

const NOTHING_OLDER: RenewalStore = {
  olderPartitions: async () => [],
  firstOlder: async () => ({ kind: 'none' }),
  countOlder: async () => ({ count: 0, pages: 0, isMore: false }),
  note: async () => undefined,
  noteRenewed: async () => undefined,
};

/** Ingestion in memory: log files as texts or as what opening them throws, the receipts and rows that it writes. */
export class MemoryIngestion {
  readonly files = new Map<string, string | Error>();
  readonly receipts = new Map<string, Receipt>();
  readonly tables = new MemoryTables();
  readonly writer = new EventWriter(this.tables);
  /** What is in hand: begun, ended, recovered. */
  readonly work: string[] = [];

  /** Adds a log file and gives its name. */
  add(key: string, content: string | readonly object[] | Error): string {
    this.files.set(key, Array.isArray(content) ? JSON.stringify({ Records: content }) : (content as string | Error));
    return key;
  }

  dependencies(): LocalIngestDependencies {
    return {
      events: this.writer,
      indexing: INDEX_EVERYTHING,
      logFiles: { open: async (location) => this.open(location) },
      receipts: {
        find: async (location) => this.receipts.get(formatLogFile(location)),
        put: async (receipt) => void this.receipts.set(receipt.logFile, receipt),
      },
      workInHand: {
        begin: async (receipt) => void this.work.push(`begin ${receipt().logFile}`),
        end: async () => void this.work.push('end'),
        recover: async () => void this.work.push('recover'),
      },
      renewals: new Renewals(NOTHING_OLDER, { now: () => new Date(), graceMs: 0, intervalMs: 0 }),
      pathOf: async (file) => resolve(file),
      now: () => new Date('2024-03-01T10:06:00Z'),
    };
  }

  private open(location: LogFileLocation) {
    const content = this.files.get(location.key);
    if (content === undefined || content instanceof Error) throw content ?? new Error(`no file ${location.key}`);
    return { chunks: chunksOf(content), eTag: `"${content.length}"`, discard: () => undefined };
  }
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
