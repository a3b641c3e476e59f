import type { IngestDependencies } from '../app/ingest-log-file';
import { EventWriter } from '../app/store-events';
import { DynamoDbEventStore } from './dynamodb-event-store';
import { DynamoDbReceiptStore } from './dynamodb-receipt-store';
import type { Tables } from './dynamodb-tables';
import { FolderLogFiles } from './folder-log-files';
import { WriteMeter } from './write-meter';

/** Ingestion of files on disk into a local store: everything is kept, nothing is spread. */
export function localIngestion(tables: Tables): {
  readonly dependencies: IngestDependencies;
  readonly meter: WriteMeter;
} {
  const meter = new WriteMeter();
  const dependencies = {
    logFiles: new FolderLogFiles(),
    events: new EventWriter(new DynamoDbEventStore(tables, meter)),
    receipts: new DynamoDbReceiptStore(tables),
    now: () => new Date(),
    indexing: { retentionDays: undefined, spread: new Map<string, number>(), extraTerms: [] },
  };
  return { dependencies, meter };
}
