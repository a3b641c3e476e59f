import { isBesideLogFiles } from '../../core/delivery/log-file-name';
import { unseenRemarks } from '../../core/log-file/damage';
import { addCounts, type FileCounts, NO_COUNTS, type Receipt } from '../../core/rows/delivery-row';
import { type Deadline, OutOfTimeError } from '../ports/deadline';
import type { WorkInHand } from '../ports/work-in-hand';
import { type IngestDependencies, IngestFailure, ingestLogFile } from './ingest-log-file';
import type { Renewals } from './renewals';

/** The dependencies of ingesting files on disk. There is no queue behind it. */
export interface LocalIngestDependencies extends IngestDependencies {
  readonly workInHand: WorkInHand;
  /** The path under which a file is known, however it was given. */
  readonly pathOf: (file: string) => Promise<string>;
  readonly renewals: Renewals;
}

/** What is shown of the counts of files on disk; the others matter to deployments alone. */
type ShownCounts = Omit<FileCounts, 'expired' | 'leftOut' | 'unknownSources'>;

/** The result of ingesting a list of files. */
export interface IngestSummary extends ShownCounts {
  /** How many files it looked at: ingested, failed and skipped. */
  readonly files: number;
  readonly failedFiles: number;
  /** Files that are not log files of API calls: digests, insights, markers. */
  readonly skippedFiles: number;
  /** Records of neighbours' calls, in files that were read with any. */
  readonly neighbourRecords?: number;
  /** Decompressed. */
  readonly bytes: number;
  readonly seconds: number;
}

/** Called when a file is done. */
export interface IngestListener {
  readonly onFile: (done: number) => void;
  readonly onFailure: (file: string, reason: string) => void;
  /** Called with anything unusual about a file that succeeded. */
  readonly onRemark: (file: string, remark: string) => void;
  /** Called with records of a file that could not be indexed and are in quarantine. */
  readonly onQuarantined: (file: string, remark: string) => void;
  /** Called with what was wrong with the receipt of a file, which was therefore read again. */
  readonly onCorruptReceipt: (file: string, remark: string) => void;
}

/** How to ingest files. */
export interface IngestOptions {
  /** Whether to read finished files again. */
  readonly force: boolean;
  /** When it has to end, for example because the process is told to. */
  readonly deadline: Deadline;
}

/** The deadline came before the last file was done. */
export class IngestInterruptedError extends Error {
  constructor(
    /** How many files were looked at to their end, and of how many. */
    readonly done: number,
    readonly files: number,
    /** How many of those that are done failed. */
    readonly failed: number,
    /** The file that was being read. Its receipt says where to continue. */
    readonly unfinished: string | undefined,
  ) {
    const inPart = failed === 0 ? '' : ` (${failed} of them failed)`;
    const begun = unfinished === undefined ? '' : `, ${unfinished} is unfinished`;
    const left = files - done - (unfinished === undefined ? 0 : 1);
    const untried = left === 0 ? '' : `, ${left} ${left === 1 ? 'was' : 'were'} not tried`;
    super(
      `interrupted: ${done} of ${files} files are done${inPart}${begun}${untried}; run the same command again to continue`,
    );
    this.name = 'IngestInterruptedError';
  }
}

/** The result of ingesting no files. */
export function nothingIngested(): IngestSummary {
  return { files: 0, bytes: 0, failedFiles: 0, skippedFiles: 0, ...shownCounts(NO_COUNTS), seconds: 0 };
}

/**
 * Ingests files on disk one after the other. Reports and counts a file that fails, and continues with the rest. Rejects
 * with `IngestInterruptedError` if the deadline comes first.
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
  await deps.renewals.advance(options.deadline);
  return run.summary();
}

class IngestRun {
  private readonly started: number;
  private counts: FileCounts = NO_COUNTS;
  private bytes = 0;
  private failedFiles = 0;
  private skippedFiles = 0;
  private neighbourRecords: number | undefined;

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
    const { files, bytes, failedFiles, skippedFiles, neighbourRecords } = this;
    const ofNeighbours = neighbourRecords === undefined ? {} : { neighbourRecords };
    const seconds = (this.deps.now().getTime() - this.started) / 1000;
    return {
      files: files.length,
      bytes,
      failedFiles,
      skippedFiles,
      ...shownCounts(this.counts),
      ...ofNeighbours,
      seconds,
    };
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
    const { neighbourRecords } = receipt;
    if (neighbourRecords !== undefined) this.neighbourRecords = (this.neighbourRecords ?? 0) + neighbourRecords;
    if (receipt.skipped) this.skippedFiles += 1;
    for (const remark of remarksOn(receipt)) this.listener.onRemark(file, remark);
    if (receipt.corrupt) this.listener.onCorruptReceipt(file, `${receipt.corrupt}; the file is read again`);
    for (const record of quarantinedRecords(receipt)) this.listener.onQuarantined(file, record);
  }

  private interrupted(done: number): IngestInterruptedError {
    return new IngestInterruptedError(done, this.files.length, this.failedFiles, undefined);
  }

  /** From now on, the receipt describes the file. */
  private async interruptedAt(file: string, done: number): Promise<IngestInterruptedError> {
    await this.deps.workInHand.end();
    return new IngestInterruptedError(done, this.files.length, this.failedFiles, file);
  }
}

/** The quarantined records that a receipt names, as known ones if none is new. */
function quarantinedRecords({ quarantined, quarantinedRecords: named = [] }: Receipt): readonly string[] {
  return quarantined > 0
    ? named
    : named.map((text) => text.replace(' goes to quarantine:', ' is in quarantine already:'));
}

function shownCounts({ expired: _, leftOut: __, unknownSources: ___, ...shown }: FileCounts): ShownCounts {
  return shown;
}

function remarksOn(receipt: Receipt): readonly string[] {
  return [...unseenRemarks(receipt), ...(receipt.changed ? ['has changed since it was first indexed'] : [])];
}
