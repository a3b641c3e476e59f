import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { FolderLogListing } from '../../adapters/folder/folder-log-listing';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store';
import type { Instructions } from '../../core/delivery/instructions';
import type { KeptNeighbours } from '../../core/neighbours/neighbour-calls';
import { localIngestion } from '../../local/local-ingestion';
import { LocalLogFileWork } from '../../local/local-log-file-work';
import type { LogFilesOfStore } from './deployed-log-files';

/**
 * The log files of a folder on disk, for a local store. What is there is indexed at once, with the neighbours that are named,
 * and kept for good.
 */
export function localLogFiles(
  store: SqliteStore,
  folder: string,
  origin: Instructions['origin'],
  neighbours: KeptNeighbours,
): LogFilesOfStore {
  return {
    where: folder,
    listing: new FolderLogListing(realFolder(folder)),
    receipts: store.receiptFolders,
    work: new LocalLogFileWork(localIngestion(store, neighbours), origin),
    retentionDays: undefined,
    close: () => undefined,
  };
}

/** The real path of a folder, which identifies what was indexed through a link. */
function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : resolve(folder);
}
