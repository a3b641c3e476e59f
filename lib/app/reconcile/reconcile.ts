import { mapConcurrently } from '../flow/map-concurrently';
import type { ListedLogFile, ListingScope, LogFileListing, LogFolder } from '../ports/log-file-listing';
import type { ReceiptFolders, ReceiptSummary } from '../ports/receipt-folders';
import { filesWithReceipts } from './files-with-receipts';
import { listedInScope } from './listed-in-scope';
import { isWrong, type ReconciledFile, type ReconciledState, reconciledFile, type WrongState } from './reconciled-file';

/**
 * How many folders to compare at once. Each holds a page of the listing and one of receipts in memory, some megabytes
 * together.
 */
const FOLDERS_AT_ONCE = 12;

/** The dependencies of a comparison. */
export interface ReconcileDependencies {
  readonly listing: LogFileListing;
  readonly receipts: ReceiptFolders;
  readonly now: () => Date;
}

/** A file that needs action. */
export interface WrongFile extends ReconciledFile {
  readonly state: WrongState;
}

/** Listens to a comparison. */
export interface ReconcileListener {
  /** The folder of the file continues when this resolves. */
  readonly onWrongFile: (finding: WrongFile) => void | Promise<void>;
  /** Called with the receipt of each file that is indexed as it is. */
  readonly onReceived?: (receipt: ReceiptSummary) => void;
  readonly onArchived?: (file: ListedLogFile) => void;
  /** Called at the end of each folder that has files in scope. */
  readonly onFolder?: (folder: LogFolder) => void;
  readonly onProgress?: (counts: ReconcileCounts, foldersDone: number, folders: number) => void;
}

/** How many files are in which state. */
export type ReconcileCounts = { readonly [state in ReconciledState]: number };

/** How many files there are between two reports of progress. */
const FILES_A_REPORT = 1_000;

/**
 * Compares the bucket with the receipts, several folders at the same time. Its memory does not grow with the number of
 * files. A file that came less than `graceMs` milliseconds ago and is not indexed counts as waiting.
 */
export async function reconcile(
  deps: ReconcileDependencies,
  scope: ListingScope,
  graceMs: number,
  listener: ReconcileListener,
): Promise<ReconcileCounts> {
  const youngSince = new Date(deps.now().getTime() - graceMs).toISOString();
  const folders = await deps.listing.folders(scope);
  const counts = { received: 0, missing: 0, failed: 0, changed: 0, archived: 0, waiting: 0 };
  let foldersDone = 0;
  let files = 0;
  await mapConcurrently(folders, FOLDERS_AT_ONCE, async (folder) => {
    let hasFiles = false;
    for await (const found of reconciledFolder(deps, scope, folder, youngSince, listener)) {
      counts[found.state] += 1;
      hasFiles = true;
      if (isWrongFile(found)) await listener.onWrongFile(found);
      if (found.state === 'archived') listener.onArchived?.(found.file);
      files += 1;
      if (files % FILES_A_REPORT === 0) listener.onProgress?.(counts, foldersDone, folders.length);
    }
    if (hasFiles) listener.onFolder?.(folder);
    foldersDone += 1;
    listener.onProgress?.(counts, foldersDone, folders.length);
  });
  return counts;
}

async function* reconciledFolder(
  { listing: _, receipts }: ReconcileDependencies,
  scope: ListingScope,
  folder: LogFolder,
  youngSince: string,
  { onReceived }: ReconcileListener,
): AsyncGenerator<ReconciledFile> {
  const files = listedInScope(folder.files(), scope);
  for await (const pair of filesWithReceipts(files, receipts)) {
    const found = reconciledFile(pair, youngSince);
    if (found.state === 'received' && pair.receipt) onReceived?.(pair.receipt);
    yield found;
  }
}

function isWrongFile(found: ReconciledFile): found is WrongFile {
  return isWrong(found.state);
}
