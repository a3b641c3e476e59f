import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import type { ReceiptFolders, ReceiptSummary } from '../../app/ports/receipt-folders';
import { DELIVERIES_TABLE } from '../../contract/tables';
import { partOfReceipt } from '../../core/rows/receipt-codec';
import { byDeadline } from '../retry/retrying';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { DeliveriesTable } from './dynamodb-tables';

const { partitionKey, sortKey } = DELIVERIES_TABLE;

/** The attributes to read of a receipt. They go through placeholders, because DynamoDB reserves some of these words. */
const NAMES = Object.fromEntries(
  [
    sortKey,
    'state',
    'eTag',
    'reason',
    'firstEventTime',
    'lastEventTime',
    'accountId',
    'region',
    'deliveredAt',
    'records',
    'ssmRecords',
    'relatedRecords',
    'guardRecords',
    'quarantined',
    'indexVersion',
  ].map((name) => [`#${name}`, name]),
);

/** The receipts of the Deliveries table by folder: one `Query` for each megabyte of them. */
export class DynamoDbReceiptFolders implements ReceiptFolders {
  constructor(
    private readonly tables: DeliveriesTable,
    private readonly deadline: Deadline = NO_DEADLINE,
  ) {}

  async *receipts(folder: string, from: string): AsyncGenerator<ReceiptSummary> {
    let after: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: this.tables.names.deliveries,
        KeyConditionExpression: `${partitionKey} = :folder AND ${sortKey} >= :from`,
        ProjectionExpression: Object.keys(NAMES).join(', '),
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: toItem({ ':folder': folder, ':from': from }),
        ...(after && { ExclusiveStartKey: after }),
      });
      const output = await byDeadline('receipts', this.deadline, () => this.tables.client.send(command));
      for (const item of output.Items ?? []) yield partOfReceipt(fromItem(item));
      after = output.LastEvaluatedKey;
    } while (after);
  }
}
