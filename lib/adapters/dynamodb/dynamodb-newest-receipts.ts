import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import type { NewestReceipts } from '../../app/ports/receipt-reader';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { Receipt } from '../../core/rows/delivery-row';
import { NEWEST_FOLDER, newestPrefix } from '../../core/rows/delivery-views';
import { receiptOf } from '../../core/rows/receipt-codec';
import { byDeadline } from '../retry/retrying';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { DeliveriesTable } from './dynamodb-tables';

/** The list of the newest receipts of one bucket. Takes note of corrupt rows and leaves them out. */
export class DynamoDbNewestReceipts implements NewestReceipts {
  constructor(
    private readonly tables: DeliveriesTable,
    private readonly bucket: string,
    private readonly corrupt: CorruptRows,
    private readonly deadline: Deadline = NO_DEADLINE,
  ) {}

  async ofAccount(accountId: string): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = [];
    for await (const receipt of this.beginningWith(newestPrefix(this.bucket, accountId))) receipts.push(receipt);
    return receipts;
  }

  all(): AsyncIterable<Receipt> {
    return this.beginningWith(newestPrefix(this.bucket));
  }

  private async *beginningWith(prefix: string): AsyncGenerator<Receipt> {
    let after: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: this.tables.names.deliveries,
        KeyConditionExpression: 'folder = :folder AND begins_with(fileName, :prefix)',
        ExpressionAttributeValues: toItem({ ':folder': NEWEST_FOLDER, ':prefix': prefix }),
        ...(after && { ExclusiveStartKey: after }),
      });
      const send = () => this.tables.client.send(command);
      const { Items = [], LastEvaluatedKey } = await byDeadline('the newest receipts', this.deadline, send);
      for (const item of Items) yield* this.corrupt.without(() => receiptOf(fromItem(item)));
      after = LastEvaluatedKey;
    } while (after);
  }
}
