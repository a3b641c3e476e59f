import { DynamoDbEventStore } from '../adapters/dynamodb/dynamodb-event-store';
import { DynamoDbReceiptStore } from '../adapters/dynamodb/dynamodb-receipt-store';
import { DynamoDbRenewalStore } from '../adapters/dynamodb/dynamodb-renewal-store';
import type { Tables } from '../adapters/dynamodb/dynamodb-tables';
import { DynamoDbWorkInHand } from '../adapters/dynamodb/dynamodb-work-in-hand';
import { WriteMeter } from '../adapters/dynamodb/write-meter';
import { FolderLogFiles } from '../adapters/folder/folder-log-files';
import { knownPath } from '../adapters/folder/known-path';
import { INDEX_EVERYTHING } from '../app/index/index-record';
import type { LocalIngestDependencies } from '../app/ingest/ingest-files';
import { Renewals } from '../app/ingest/renewals';
import { EventWriter } from '../app/ingest/store-events';

/** Ingestion of files on disk into a local store. It keeps everything and spreads nothing. */
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
    renewals: new Renewals(new DynamoDbRenewalStore(tables), { now: () => new Date(), graceMs: 0, intervalMs: 0 }),
    now: () => new Date(),
    indexing: INDEX_EVERYTHING,
    pathOf: knownPath,
  };
  return { dependencies, meter };
}
