import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { NO_DEADLINE } from '../app/ports/deadline';
import type { ReceiptReader } from '../app/ports/receipt-reader';
import type { Receipt } from '../core/rows/delivery-row';
import { NEWEST_FOLDER, TROUBLE_FOLDER } from '../core/rows/delivery-views';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';
import { retryTemporary } from './retry-temporary';

/** The lists in the Deliveries table, read. */
export class DynamoDbReceiptReader implements ReceiptReader {
  constructor(private readonly tables: Tables) {}

  newest(): Promise<readonly Receipt[]> {
    return this.folder(NEWEST_FOLDER);
  }

  async trouble(since: string | undefined): Promise<readonly Receipt[]> {
    const receipts = await this.folder(TROUBLE_FOLDER);
    return receipts.filter(({ state, deliveredAt }) => state !== 'done' && isSince(deliveredAt, since));
  }

  private async folder(folder: string): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = [];
    let after: Item | undefined;
    do {
      const input: QueryCommandInput = {
        TableName: this.tables.names.deliveries,
        KeyConditionExpression: 'folder = :folder',
        ExpressionAttributeValues: toItem({ ':folder': folder }),
        ...(after && { ExclusiveStartKey: after }),
      };
      const command = new QueryCommand(input);
      const output = await retryTemporary('receipts', () => this.tables.client.send(command), NO_DEADLINE);
      receipts.push(...(output.Items ?? []).map((item) => fromItem(item) as unknown as Receipt));
      after = output.LastEvaluatedKey;
    } while (after);
    return receipts;
  }
}

function isSince(deliveredAt: string | undefined, since: string | undefined): boolean {
  return deliveredAt === undefined || since === undefined || deliveredAt >= since;
}
