import type { ReadableStore } from '../../app/ports/readable-store';
import { DynamoDbReceiptFolders } from './dynamodb-receipt-folders';
import { DynamoDbReceiptStore } from './dynamodb-receipt-store';
import { DynamoDbRenewalStore } from './dynamodb-renewal-store';
import type { Tables } from './dynamodb-tables';
import { DynamoDbTermReader } from './dynamodb-term-reader';
import { eventReading } from './event-reading';

/** The tables as a store that commands read. */
export function dynamoDbStore(tables: Tables): ReadableStore {
  return {
    reading: (corrupt) => eventReading(tables, corrupt),
    receipts: new DynamoDbReceiptStore(tables),
    receiptFolders: new DynamoDbReceiptFolders(tables),
    terms: new DynamoDbTermReader(tables),
    renewals: new DynamoDbRenewalStore(tables),
  };
}
