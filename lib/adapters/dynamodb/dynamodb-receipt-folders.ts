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
const SUMMARY = [
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
  'neighbours',
];

/** What the comparison with a bucket needs of them. To read no more takes a third of its processor time less. */
export const COMPARED_ATTRIBUTES: readonly string[] = [sortKey, 'state', 'eTag', 'reason'];

/** The receipts of the Deliveries table by folder: one `Query` for each megabyte of them. */
export class DynamoDbReceiptFolders implements ReceiptFolders {
  constructor(
    private readonly tables: DeliveriesTable,
    private readonly deadline: Deadline = NO_DEADLINE,
    private readonly attributes: readonly string[] = SUMMARY,
  ) {}

  async *receipts(folder: string, from: string): AsyncGenerator<ReceiptSummary> {
    const names = Object.fromEntries(this.attributes.map((name) => [`#${name}`, name]));
    let after: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: this.tables.names.deliveries,
        KeyConditionExpression: `${partitionKey} = :folder AND ${sortKey} >= :from`,
        ProjectionExpression: Object.keys(names).join(', '),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: toItem({ ':folder': folder, ':from': from }),
        ...(after && { ExclusiveStartKey: after }),
      });
      const output = await byDeadline('receipts', this.deadline, () => this.tables.client.send(command));
      for (const item of output.Items ?? []) yield partOfReceipt(fromItem(item));
      after = output.LastEvaluatedKey;
    } while (after);
  }
}
