import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { mapConcurrently } from '../../app/flow/map-concurrently';
import type { DeliveryTimes } from '../../app/ports/delivery-times';
import type { ReceiptRange, ReceiptReader, Trouble, TroubleRequest } from '../../app/ports/receipt-reader';
import { textAt } from '../../core/record/json';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { Receipt } from '../../core/rows/delivery-row';
import { NEWEST_FOLDER, newerOfHour, restOfHour, troubleRanges } from '../../core/rows/delivery-views';
import { receiptOf } from '../../core/rows/receipt-codec';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { DeliveriesTable } from './dynamodb-tables';

/** How many accounts and regions are looked at at once. */
const PLACES_AT_ONCE = 16;

/** DynamoDB filters out resolved entries, which are most of the list. */
const UNRESOLVED = '#state <> :done OR attribute_exists(changed) OR sourcelessRecords > :none';

/**
 * Reads the lists in the Deliveries table. A corrupt row is left out and taken note of where somebody collects them, else
 * `CorruptRowError`.
 */
export class DynamoDbReceiptReader implements ReceiptReader, DeliveryTimes {
  constructor(
    private readonly tables: DeliveriesTable,
    private readonly corrupt?: CorruptRows,
  ) {}

  async newest({ toTheHour }: { readonly toTheHour?: true } = {}): Promise<readonly Receipt[]> {
    const { receipts } = await this.query(
      { KeyConditionExpression: 'folder = :folder', ExpressionAttributeValues: toItem({ ':folder': NEWEST_FOLDER }) },
      undefined,
    );
    if (toTheHour) return receipts;
    return mapConcurrently(receipts, PLACES_AT_ONCE, (receipt) => this.newestOfHour(receipt));
  }

  /** The newest receipt of the hour of a listed one, as a row of the list. */
  private async newestOfHour(listed: Receipt): Promise<Receipt> {
    const range = restOfHour(listed);
    if (range === undefined) return listed;
    const { receipts } = await this.query(
      {
        KeyConditionExpression: 'folder = :folder AND fileName BETWEEN :from AND :to',
        FilterExpression: '#state = :done',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({
          ':folder': range.folder,
          ':from': range.from,
          ':to': range.to,
          ':done': 'done',
        }),
      },
      1,
    );
    return receipts.reduce((newest, receipt) => newerOfHour(newest, receipt), listed);
  }

  async trouble({ since, until, maxPages }: TroubleRequest): Promise<Trouble> {
    const ranges = await Promise.all(troubleRanges(since, until).map((range) => this.troubleIn(range, maxPages)));
    const byFile = new Map(ranges.flatMap(({ receipts }) => receipts).map((receipt) => [receipt.logFile, receipt]));
    return { receipts: [...byFile.values()], isMore: ranges.some(({ isMore }) => isMore) };
  }

  async hasReceipts({ folder, from, to }: ReceiptRange): Promise<boolean> {
    const command = new QueryCommand({
      TableName: this.tables.names.deliveries,
      KeyConditionExpression: 'folder = :folder AND fileName BETWEEN :from AND :to',
      ExpressionAttributeValues: toItem({ ':folder': folder, ':from': from, ':to': to }),
      Select: 'COUNT',
      Limit: 1,
    });
    return ((await this.tables.client.send(command)).Count ?? 0) > 0;
  }

  async deliveryTimes({ folder, from, to }: ReceiptRange, limit: number): Promise<readonly string[]> {
    const command = new QueryCommand({
      TableName: this.tables.names.deliveries,
      KeyConditionExpression: 'folder = :folder AND fileName BETWEEN :from AND :to',
      ExpressionAttributeValues: toItem({ ':folder': folder, ':from': from, ':to': to }),
      ProjectionExpression: 'deliveredAt',
      ScanIndexForward: false,
      Limit: limit,
    });
    const { Items = [] } = await this.tables.client.send(command);
    return Items.flatMap((item) => textAt(fromItem(item), 'deliveredAt') ?? []);
  }

  private troubleIn(range: ReturnType<typeof troubleRanges>[number], maxPages: number | undefined): Promise<Trouble> {
    const { folder, from, to } = range;
    const input = {
      KeyConditionExpression: 'folder = :folder AND fileName BETWEEN :from AND :to',
      FilterExpression: UNRESOLVED,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: toItem({ ':folder': folder, ':from': from, ':to': to, ':done': 'done', ':none': 0 }),
      ScanIndexForward: false,
    };
    return this.query(input, maxPages);
  }

  private async query(input: Omit<QueryCommandInput, 'TableName'>, maxPages = Number.POSITIVE_INFINITY) {
    const receipts: Receipt[] = [];
    let after: Item | undefined;
    for (let pages = 0; pages === 0 || (after && pages < maxPages); pages += 1) {
      const command = new QueryCommand({
        TableName: this.tables.names.deliveries,
        ...input,
        ...(after && { ExclusiveStartKey: after }),
      });
      const output = await this.tables.client.send(command);
      receipts.push(...(output.Items ?? []).flatMap((item) => this.readable(() => receiptOf(fromItem(item)))));
      after = output.LastEvaluatedKey;
    }
    return { receipts, isMore: after !== undefined };
  }

  private readable(read: () => Receipt): readonly Receipt[] {
    return this.corrupt ? this.corrupt.without(read) : [read()];
  }
}
