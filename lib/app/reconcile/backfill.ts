import { setTimeout as sleep } from 'node:timers/promises';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { type KeptNeighbours, NO_NEIGHBOURS } from '../../core/neighbours/neighbour-calls';
import { isReadWith } from '../../core/neighbours/read-with';
import { INDEX_VERSION } from '../../core/rows/event-row';
import { expiryOf, isExpired } from '../../core/rows/retention';
import type { ListedLogFile, ListingScope, LogFileListing, LogFolder } from '../ports/log-file-listing';
import type { LogFileWork, RefusedLogFile } from '../ports/log-file-work';
import type { ReceiptFolders } from '../ports/receipt-folders';
import { ArchivedFiles } from './archived-files';
import { type FileWithReceipt, filesWithReceipts } from './files-with-receipts';
import { listedInScope } from './listed-in-scope';
import { reconciledFile } from './reconciled-file';
import { WorkBatches } from './work-batches';

const MILLISECONDS_A_SECOND = 1_000;

/** The dependencies of a backfill. */
export interface BackfillDependencies {
  readonly listing: LogFileListing;
  readonly receipts: ReceiptFolders;
  /** Takes the files. If undefined, the backfill only counts them. */
  readonly work: LogFileWork | undefined;
  readonly now: () => Date;
}

/** How to run a backfill. */
export interface BackfillOptions {
  /** The most files to hand over in a second. */
  readonly filesPerSecond: number;
  /** How many days rows are kept; undefined keeps everything. Older files have nothing left to index. */
  readonly retentionDays: number | undefined;
  /**
   * Files that came less than this many milliseconds ago are left to their own announcement. As history, they would
   * raise no alert.
   */
  readonly liveMs: number;
  /** The neighbours that are kept. A file that was read without them is read again. @default none */
  readonly neighbours?: KeptNeighbours;
  /** Ends the work between two batches. */
  readonly signal: AbortSignal;
}

/** The result of a backfill, or its counts so far. */
export interface BackfillCounts {
  /** All log files of the window. */
  readonly listed: number;
  /** Already indexed as they are, by this version of the index and with the neighbours that are kept. */
  readonly done: number;
  /** Just delivered: left to their own announcement. */
  readonly live: number;
  /** Older than the retention, so none of their rows would be kept. */
  readonly olderThanRetention: number;
  /** Archived, so somebody has to restore them first. */
  readonly archived: number;
  /** The remaining files, to be handed over. */
  readonly toSend: number;
  /** Handed over and accepted. */
  readonly sent: number;
  /** Refused. Each was reported. */
  readonly failed: number;
  /** The compressed bytes of the files to be handed over. */
  readonly bytes: number;
}

/** Listens to a backfill. */
export interface BackfillListener {
  readonly onProgress: (counts: BackfillCounts, foldersDone: number, folders: number) => void;
  readonly onRefused: (refused: RefusedLogFile) => void;
}

/** How a backfill ended. */
export interface BackfillEnd {
  readonly counts: BackfillCounts;
  /** Where it was stopped: the last file handed over, after which to continue; `''` if there was none. */
  readonly stoppedAfter?: string;
  /** The command that restores archived files, if there are any. */
  readonly restoreCommand?: string;
}

/**
 * Gets the log files of a window indexed as history, in the order of their keys, at a bounded rate. Does not hand over
 * files again that this version of the index has read, so you can repeat it. Its memory does not grow with the number of
 * files.
 */
export async function backfill(
  deps: BackfillDependencies,
  scope: ListingScope,
  options: BackfillOptions,
  listener: BackfillListener,
): Promise<BackfillEnd> {
  const run = new Run(deps, options, listener);
  const folders = await deps.listing.folders(scope);
  for (const [index, folder] of folders.entries()) {
    await run.folder(folder, scope, () => listener.onProgress(run.counts(), index, folders.length));
    if (options.signal.aborted) break;
  }
  return run.end();
}

/** A running backfill. */
class Run {
  private readonly tally = { listed: 0, done: 0, live: 0, olderThanRetention: 0, toSend: 0, failed: 0, bytes: 0 };
  private readonly archived = new ArchivedFiles();
  private readonly batches: WorkBatches | undefined;
  private readonly started: number;
  private lastSent = '';

  constructor(
    private readonly deps: BackfillDependencies,
    private readonly options: BackfillOptions,
    listener: BackfillListener,
  ) {
    this.started = deps.now().getTime();
    const onRefused = (refused: RefusedLogFile) => {
      this.tally.failed += 1;
      listener.onRefused(refused);
    };
    const most = Math.max(1, Math.ceil(options.filesPerSecond));
    this.batches = deps.work && new WorkBatches(deps.work, onRefused, Math.min(deps.work.filesAtOnce, most));
  }

  async folder(folder: LogFolder, scope: ListingScope, onProgress: () => void): Promise<void> {
    const files = listedInScope(folder.files(), scope);
    for await (const pair of filesWithReceipts(files, this.deps.receipts)) {
      if (this.options.signal.aborted) return;
      this.tally.listed += 1;
      if (this.isToSend(pair)) await this.send(pair.file);
      if (this.tally.listed % FILES_A_REPORT === 0) onProgress();
    }
    onProgress();
  }

  counts(): BackfillCounts {
    const { listed, done, live, olderThanRetention, ...rest } = this.tally;
    const { count: archived } = this.archived;
    return { listed, done, live, olderThanRetention, archived, ...rest, sent: this.batches?.files ?? 0 };
  }

  /** Hands over the rest. If the backfill was stopped, leaves the rest for the next time. */
  async end(): Promise<BackfillEnd> {
    const isStopped = this.options.signal.aborted;
    if (!isStopped) await this.batches?.end();
    const restoreCommand = this.archived.restoreCommand();
    return {
      counts: this.counts(),
      ...(isStopped && { stoppedAfter: this.lastSent }),
      ...(restoreCommand !== undefined && { restoreCommand }),
    };
  }

  private isToSend(pair: FileWithReceipt): boolean {
    const youngSince = new Date(this.deps.now().getTime() - this.options.liveMs).toISOString();
    const { state } = reconciledFile(pair, youngSince);
    if (state === 'received' && !isToRenew(pair, this.options.neighbours ?? NO_NEIGHBOURS)) this.tally.done += 1;
    else if (state === 'waiting') this.tally.live += 1;
    else if (this.isTooOld(pair.file)) this.tally.olderThanRetention += 1;
    else if (state === 'archived') this.archived.add(pair.file);
    else return true;
    return false;
  }

  private isTooOld({ key }: ListedLogFile): boolean {
    const { deliveredAt } = readLogFileName(key);
    if (deliveredAt === undefined) return false;
    return isExpired(expiryOf(deliveredAt, deliveredAt, this.options.retentionDays), this.deps.now());
  }

  private async send(file: ListedLogFile): Promise<void> {
    this.tally.toSend += 1;
    this.tally.bytes += file.bytes;
    if (!(await this.batches?.add(file))) return;
    this.lastSent = file.key;
    await this.pace();
  }

  /** Waits until the rate allows more files. A request to stop ends the wait. */
  private async pace(): Promise<void> {
    const sent = this.batches?.files ?? 0;
    const due = this.started + (sent / this.options.filesPerSecond) * MILLISECONDS_A_SECOND;
    const early = due - this.deps.now().getTime();
    if (early > 0) await sleep(early, undefined, { signal: this.options.signal }).catch(() => undefined);
  }
}

/** Whether a file was indexed by an older version of the index or without neighbours that are kept: it is read again, if that is possible. */
function isToRenew({ file, receipt }: FileWithReceipt, neighbours: KeptNeighbours): boolean {
  if (receipt?.indexVersion === undefined || file.isArchived) return false;
  return receipt.indexVersion < INDEX_VERSION || !isReadWith(receipt, neighbours);
}

/** How many files there are between two reports of progress. */
const FILES_A_REPORT = 100;
