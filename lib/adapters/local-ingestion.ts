import { INDEX_EVERYTHING } from '../app/index-record';
import type { LocalIngestDependencies } from '../app/ingest-files';
import { EventWriter } from '../app/store-events';
import { DynamoDbEventStore } from './dynamodb-event-store';
import { DynamoDbReceiptStore } from './dynamodb-receipt-store';
import type { Tables } from './dynamodb-tables';
import { DynamoDbWorkInHand } from './dynamodb-work-in-hand';
import { FolderLogFiles } from './folder-log-files';
import { WriteMeter } from './write-meter';

/** Ingestion of files on disk into a local store: everything is kept, nothing is spread. */
export function localIngestion(tables: Tables): {
  readonly dependencies: LocalIngestDependencies;
  readonly meter: WriteMeter;
} {
  const meter = new WriteMeter();
  const receipts = new DynamoDbReceiptStore(tables);
  const dependencies = {
    logFiles: new FolderLogFiles(),
    events: new EventWriter(new DynamoDbEventStore(tables, meter)),
    receipts,
    workInHand: new DynamoDbWorkInHand(tables, receipts),
    now: () => new Date(),
    indexing: INDEX_EVERYTHING,
  };
  return { dependencies, meter };
}
