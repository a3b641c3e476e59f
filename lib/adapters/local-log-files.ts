import { resolve } from 'node:path';
import type { Instructions } from '../core/delivery/instructions';
import type { LogFilesOfStore } from './deployed-log-files';
import { DynamoDbReceiptFolders } from './dynamodb-receipt-folders';
import type { Tables } from './dynamodb-tables';
import { FolderLogListing } from './folder-log-listing';
import { localIngestion } from './local-ingestion';
import { LocalLogFileWork } from './local-log-file-work';

/** The log files of a folder on disk, for a local store: what is to be had is indexed at once, and kept for good. */
export function localLogFiles(tables: Tables, folder: string, origin: Instructions['origin']): LogFilesOfStore {
  return {
    listing: new FolderLogListing(resolve(folder)),
    receipts: new DynamoDbReceiptFolders(tables),
    work: new LocalLogFileWork(localIngestion(tables).dependencies, origin),
    retentionDays: undefined,
    close: () => undefined,
  };
}
