import { isBesideLogFiles } from '../../core/delivery/log-file-name';
import { malformedRemark } from '../../core/log-file/damage';
import { addCounts, type FileCounts, NO_COUNTS, type Receipt } from '../../core/rows/delivery-row';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { WorkInHand } from '../ports/work-in-hand';
import { type IngestDependencies, IngestFailure, ingestLogFile } from './ingest-log-file';

/** What ingesting files on disk needs: no queue stands behind it. */
export interface LocalIngestDependencies extends IngestDependencies {
  readonly workInHand: WorkInHand;
  /** The path under which a file is known, however it was given. */
  readonly pathOf: (file: string) => Promise<string>;
}

/** What is shown of the counts of files on disk; the others matter to deployments alone. */
type ShownCounts = Omit<FileCounts, 'expired' | 'leftOut' | 'unknownSources'>;

/** What ingesting a list of files came to. */
export interface IngestSummary extends ShownCounts {
  /** Files looked at: ingested, failed and skipped. */
  readonly files: number;
  readonly failedFiles: number;
  /** Files that are no log files of API calls: digests, insights, markers. */
  readonly skippedFiles: number;
  /** Decompressed. */
  readonly bytes: number;
  readonly seconds: number;
}

/** Told of each file as it is done. */
export interface IngestListener {
  readonly onFile: (done: number) => void;
  readonly onFailure: (file: string, reason: string) => void;
  /** Told of what is odd about a file that came through. */
  readonly onRemark: (file: string, remark: string) => void;
  /** Told of records of a file that could not be indexed: they are in quarantine. */
  readonly onQuarantined: (file: string, remark: string) => void;
}

/** How files are ingested. */
export interface IngestOptions {
  /** Whether files are read again that are done. */
  readonly force: boolean;
  /** When it has to end, as when the process is told to. */
  readonly deadline: Deadline;
}

/** The deadline came before the last file was done. */
export class IngestInterruptedError extends Error {
  constructor(
    /** Files that are done, of how many. */
    readonly done: number,
    readonly files: number,
    /** The file that was begun. Its receipt says where it goes on. */
    readonly unfinished: string | undefined,
  ) {
    const begun = unfinished === undefined ? '' : `, ${unfinished} is unfinished`;
    super(`interrupted: ${done} of ${files} files are done${begun}; run the same command again to continue`);
    this.name = 'IngestInterruptedError';
  }
}

/** What ingesting no file comes to. */
export function nothingIngested(): IngestSummary {
  return { files: 0, bytes: 0, failedFiles: 0, skippedFiles: 0, ...shownCounts(NO_COUNTS), seconds: 0 };
}

/**
 * Ingests files on disk one after the other. A file that fails is told of and counted, and the rest goes on. Rejects with
 * `IngestInterruptedError` where the deadline comes first.
 */
export async function ingestFiles(
  deps: LocalIngestDependencies,
  files: readonly string[],
  options: IngestOptions,
  listener: IngestListener,
): Promise<IngestSummary> {
  const run = new IngestRun(deps, files, options, listener);
  await deps.workInHand.recover();
  await run.all();
  await deps.workInHand.end();
  return run.summary();
}

class IngestRun {
  private readonly started: number;
  private counts: FileCounts = NO_COUNTS;
  private bytes = 0;
  private failedFiles = 0;
  private skippedFiles = 0;

  constructor(
    private readonly deps: LocalIngestDependencies,
    private readonly files: readonly string[],
    private readonly options: IngestOptions,
    private readonly listener: IngestListener,
  ) {
    this.started = deps.now().getTime();
  }

  async all(): Promise<void> {
    for (const [index, file] of this.files.entries()) {
      if (isBesideLogFiles(file)) this.skippedFiles += 1;
      else await this.one(file, index);
      this.listener.onFile(index + 1);
    }
  }

  summary(): IngestSummary {
    const { files, bytes, failedFiles, skippedFiles } = this;
    const seconds = (this.deps.now().getTime() - this.started) / 1000;
    return { files: files.length, bytes, failedFiles, skippedFiles, ...shownCounts(this.counts), seconds };
  }

  private async one(file: string, index: number): Promise<void> {
    const task = {
      bucket: '',
      key: await this.deps.pathOf(file),
      origin: 'delivery',
      force: this.options.force,
    } as const;
    try {
      this.add(await ingestLogFile(this.deps, task, this.options.deadline), file);
    } catch (error) {
      if (!(error instanceof IngestFailure)) throw error instanceof OutOfTimeError ? this.interrupted(index) : error;
      if (error.cause instanceof OutOfTimeError) throw await this.interruptedAt(file, index);
      this.add(error.receipt, file);
      this.failedFiles += 1;
      this.listener.onFailure(file, error.receipt.reason ?? error.message);
    }
  }

  private add(receipt: Receipt, file: string): void {
    this.counts = addCounts(this.counts, receipt);
    this.bytes += receipt.bytes;
    if (receipt.skipped) this.skippedFiles += 1;
    for (const remark of remarksOn(receipt)) this.listener.onRemark(file, remark);
    for (const record of receipt.quarantinedRecords ?? []) this.listener.onQuarantined(file, record);
  }

  private interrupted(done: number): IngestInterruptedError {
    return new IngestInterruptedError(done, this.files.length, undefined);
  }

  /** The receipt tells of the file from now on. */
  private async interruptedAt(file: string, done: number): Promise<IngestInterruptedError> {
    await this.deps.workInHand.end();
    return new IngestInterruptedError(done, this.files.length, file);
  }
}

function shownCounts({ expired: _, leftOut: __, unknownSources: ___, ...shown }: FileCounts): ShownCounts {
  return shown;
}

function remarksOn({ malformedRecords, firstMalformedRecord = 0, changed }: Receipt): readonly string[] {
  return [
    ...(malformedRecords > 0 ? [malformedRemark(malformedRecords, firstMalformedRecord)] : []),
    ...(changed ? ['has changed since it was indexed first'] : []),
  ];
}
