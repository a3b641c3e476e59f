import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { DynamoDbReceiptStore } from '../../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { DynamoDbRenewalStore } from '../../../lib/adapters/dynamodb/dynamodb-renewal-store';
import type { Tables } from '../../../lib/adapters/dynamodb/dynamodb-tables';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import type { LocalIngestDependencies } from '../../../lib/app/ingest/ingest-files';
import { localIngestion } from '../../../lib/local/local-ingestion';

/** Nobody asks what a process works on. */
const NO_WORK_IN_HAND = { begin: async () => {}, end: async () => {}, recover: async () => {} };

/** Ingestion of files on disk into the tables of DynamoDB, as that into a local store is. */
export function embeddedIngestion(tables: Tables, meter = new WriteMeter()): LocalIngestDependencies {
  return localIngestion({
    events: new DynamoDbEventStore(tables, meter),
    receipts: new DynamoDbReceiptStore(tables),
    renewals: new DynamoDbRenewalStore(tables),
    workInHand: NO_WORK_IN_HAND,
  });
}
