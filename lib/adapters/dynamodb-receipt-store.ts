import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE } from '../app/ports/deadline';
import type { ReceiptStore } from '../app/ports/receipt-store';
import { type LogFileLocation, type Receipt, receiptKey } from '../core/rows/delivery-row';
import { newestRow, troubleRow } from '../core/rows/delivery-views';
import { fromItem, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';
import { retryTemporary } from './retry-temporary';

/** A receipt that is not done must not replace one that is: two workers may have had the same message. */
const NOT_DONE_YET = {
  text: 'attribute_not_exists(folder) OR #state <> :done',
  names: { '#state': 'state' },
  values: { ':done': 'done' },
};

/** The newest receipt stays the newest, in whatever order files are finished. */
const newerThan = (deliveredAt: string) => ({
  text: 'attribute_not_exists(folder) OR deliveredAt < :deliveredAt',
  names: undefined,
  values: { ':deliveredAt': deliveredAt },
});

type Condition = { readonly text: string; readonly names: Record<string, string> | undefined; readonly values: object };

/** The Deliveries table, for those who write it. */
export class DynamoDbReceiptStore implements ReceiptStore {
  constructor(private readonly tables: Tables) {}

  async find(location: LogFileLocation, deadline: Deadline = NO_DEADLINE): Promise<Receipt | undefined> {
    const command = new GetItemCommand({
      TableName: this.tables.names.deliveries,
      Key: toItem(receiptKey(location)),
      ConsistentRead: true,
    });
    const { Item } = await retryTemporary('a receipt', () => this.tables.client.send(command), deadline);
    return Item && (fromItem(Item) as unknown as Receipt);
  }

  async put(receipt: Receipt, deadline: Deadline): Promise<void> {
    const isDone = receipt.state === 'done';
    if (!(await this.putIf(receipt, isDone ? undefined : NOT_DONE_YET, deadline))) return;
    const trouble = troubleRow(receipt);
    if (trouble) await this.putIf(trouble, undefined, deadline);
    const newest = newestRow(receipt);
    if (newest) await this.putIf(newest, newerThan(newest.deliveredAt), deadline);
  }

  /** Whether the row was put; false where the condition did not hold. */
  private async putIf(row: object, condition: Condition | undefined, deadline: Deadline): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.tables.names.deliveries,
      Item: toItem(row),
      ...(condition && {
        ConditionExpression: condition.text,
        ExpressionAttributeNames: condition.names,
        ExpressionAttributeValues: toItem(condition.values),
      }),
    });
    try {
      await retryTemporary('a receipt', () => this.tables.client.send(command), deadline);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
