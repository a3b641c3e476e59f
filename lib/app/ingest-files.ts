import { resolve } from 'node:path';
import { readLogFileName } from '../core/delivery/log-file-name';
import { addCounts, NO_COUNTS, type Receipt } from '../core/rows/delivery-row';
import { type IngestDependencies, IngestFailure, ingestLogFile } from './ingest-log-file';
import { NO_DEADLINE } from './ports/deadline';

/** What ingesting a list of files came to. */
export interface IngestSummary {
  /** Files looked at: ingested, failed and skipped. */
  readonly files: number;
  readonly failedFiles: number;
  /** Files that are no log files of API calls: digests, insights, markers. */
  readonly skippedFiles: number;
  readonly records: number;
  readonly ssmRecords: number;
  readonly relatedRecords: number;
  readonly newEvents: number;
  readonly knownEvents: number;
  readonly conflicts: number;
  readonly quarantined: number;
  /** Decompressed. */
  readonly bytes: number;
  readonly seconds: number;
}

/** Told of each file as it is done. */
export interface IngestListener {
  readonly onFile: (done: number) => void;
  readonly onFailure: (file: string, reason: string) => void;
}

/** Kinds of files that stand beside log files and hold no records of API calls in their form. */
const SKIPPED = new Set(['digest', 'insight', 'networkActivity', 'aggregated', 'marker']);

/** Ingests files on disk one after the other. A file that fails is told of and counted, and the rest goes on. */
export async function ingestFiles(
  deps: IngestDependencies,
  files: readonly string[],
  listener: IngestListener,
): Promise<IngestSummary> {
  const started = deps.now().getTime();
  const tally = { counts: NO_COUNTS, bytes: 0, failedFiles: 0, skippedFiles: 0 };
  for (const [index, file] of files.entries()) {
    if (SKIPPED.has(readLogFileName(file).kind)) tally.skippedFiles += 1;
    else await ingestInto(tally, deps, file, listener);
    listener.onFile(index + 1);
  }
  const { counts, ...rest } = tally;
  const { expired: _, unknownSources: __, ...shown } = counts;
  return { files: files.length, ...rest, ...shown, seconds: (deps.now().getTime() - started) / 1000 };
}

async function ingestInto(
  tally: { counts: typeof NO_COUNTS; bytes: number; failedFiles: number; skippedFiles: number },
  deps: IngestDependencies,
  file: string,
  listener: IngestListener,
): Promise<void> {
  const add = (receipt: Receipt) => {
    tally.counts = addCounts(tally.counts, receipt);
    tally.bytes += receipt.bytes;
    if (receipt.skipped) tally.skippedFiles += 1;
  };
  try {
    add(await ingestLogFile(deps, { bucket: '', key: resolve(file), origin: 'delivery' }, NO_DEADLINE));
  } catch (error) {
    if (!(error instanceof IngestFailure)) throw error;
    add(error.receipt);
    tally.failedFiles += 1;
    listener.onFailure(file, error.receipt.reason ?? error.message);
  }
}
