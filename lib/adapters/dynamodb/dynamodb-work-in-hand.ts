import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import type { ReceiptStore } from '../../app/ports/receipt-store';
import type { WorkInHand } from '../../app/ports/work-in-hand';
import { type Receipt, receiptKey, storedReceipt } from '../../core/rows/delivery-row';
import { IN_HAND_KEY } from '../../core/rows/delivery-views';
import { byDeadline } from '../retry/retrying';
import { fromItem, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';

/**
 * One row in the list of trouble, which each file overwrites. Readers of the list see the file that a process works on
 * or worked on last. A row for each file would cost three more writes, and fill the list with files that succeeded.
 */
export class DynamoDbWorkInHand implements WorkInHand {
  constructor(
    private readonly tables: Tables,
    private readonly receipts: ReceiptStore,
  ) {}

  begin(receipt: Receipt, deadline: Deadline): Promise<void> {
    return this.put({ ...receipt, ...IN_HAND_KEY }, deadline);
  }

  end(): Promise<void> {
    return this.put({ ...IN_HAND_KEY, state: 'done' }, NO_DEADLINE);
  }

  async recover(): Promise<void> {
    const left = await this.inHand();
    if (left?.state !== 'unfinished') return;
    const location = { bucket: '', key: left.logFile };
    const standing = await this.receipts.find(location, NO_DEADLINE);
    // The same process wrote a receipt of the same content, or continued from this checkpoint.
    if (standing?.eTag !== left.eTag) await this.receipts.put({ ...left, ...receiptKey(location) }, NO_DEADLINE);
    await this.end();
  }

  private async inHand(): Promise<Receipt | undefined> {
    const command = new GetItemCommand({ TableName: this.tables.names.deliveries, Key: toItem(IN_HAND_KEY) });
    const { Item } = await this.tables.client.send(command);
    return Item && storedReceipt(fromItem(Item));
  }

  private async put(row: object, deadline: Deadline): Promise<void> {
    const command = new PutItemCommand({ TableName: this.tables.names.deliveries, Item: toItem(row) });
    await byDeadline('a receipt', deadline, () => this.tables.client.send(command));
  }
}
