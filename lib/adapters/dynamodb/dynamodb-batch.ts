import {
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  type DynamoDBClient,
  PutItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { mapConcurrently } from '../../app/flow/map-concurrently';
import type { Deadline } from '../../app/ports/deadline';
import { RefusedItemError } from '../../app/ports/event-store';
import { pause } from '../retry/pause';
import { byDeadline } from '../retry/retrying';
import { type Item, isRefusal, toItem } from './dynamodb-items';
import type { WriteMeter } from './write-meter';

/** The most items that one `BatchWriteItem` takes (DynamoDB API reference). */
const BATCH_ITEMS = 25;

/** How many batches are sent at once. */
const BATCHES_AT_ONCE = 4;

/** A row that the table refused, and the reason. */
interface Refused<Row> {
  readonly row: Row;
  readonly reason: string;
}

/**
 * Puts rows in batches of 25 and overwrites rows with the same keys. No two of the rows may share a key. Sends
 * unprocessed items again with jitter. DynamoDB refuses a whole batch for one bad item, so this function then puts each
 * item alone and returns the refused ones.
 */
export async function putBatches<Row extends object>(
  client: DynamoDBClient,
  table: { readonly name: string },
  rows: readonly Row[],
  deadline: Deadline,
  meter: WriteMeter,
): Promise<readonly Refused<Row>[]> {
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH_ITEMS) }, (_, index) =>
    rows.slice(index * BATCH_ITEMS, (index + 1) * BATCH_ITEMS),
  );
  const put = new BatchPut(client, table.name, deadline, meter);
  return (await mapConcurrently(batches, BATCHES_AT_ONCE, (batch) => put.batch(batch))).flat();
}

class BatchPut {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly deadline: Deadline,
    private readonly meter: WriteMeter,
  ) {}

  async batch<Row extends object>(rows: readonly Row[]): Promise<readonly Refused<Row>[]> {
    try {
      await this.untilProcessed(rows.map((row) => ({ PutRequest: { Item: toItem(row) } })));
      return [];
    } catch (error) {
      if (!isRefusal(error) && !(error instanceof RefusedItemError)) throw error;
      return this.oneByOne(rows);
    }
  }

  private async untilProcessed(requests: readonly WriteRequest[]): Promise<void> {
    let waiting = requests;
    for (let attempt = 0; waiting.length > 0; attempt += 1) {
      if (attempt > 0) await pause('unprocessed items', attempt, this.deadline);
      const { UnprocessedItems } = await this.send(waiting);
      waiting = UnprocessedItems?.[this.table] ?? [];
      this.meter.throttled(waiting.length);
    }
  }

  private async send(requests: readonly WriteRequest[]): Promise<BatchWriteItemCommandOutput> {
    const command = new BatchWriteItemCommand({
      RequestItems: { [this.table]: [...requests] },
      ReturnConsumedCapacity: 'TOTAL',
    });
    const output = await byDeadline(
      'a batch of items',
      this.deadline,
      () => this.client.send(command),
      () => this.meter.throttled(requests.length),
    );
    for (const { CapacityUnits } of output.ConsumedCapacity ?? []) this.meter.add(this.table, CapacityUnits);
    return output;
  }

  private async oneByOne<Row extends object>(rows: readonly Row[]): Promise<readonly Refused<Row>[]> {
    const outcomes = await mapConcurrently(rows, BATCHES_AT_ONCE, async (row) => {
      const reason = await this.alone(row);
      return reason === undefined ? [] : [{ row, reason }];
    });
    return outcomes.flat();
  }

  /** Puts one row. Gives the reason if DynamoDB refuses it. */
  private async alone(row: object): Promise<string | undefined> {
    try {
      const item: Item = toItem(row);
      const command = new PutItemCommand({ TableName: this.table, Item: item, ReturnConsumedCapacity: 'TOTAL' });
      const { ConsumedCapacity } = await byDeadline(
        'an item',
        this.deadline,
        () => this.client.send(command),
        () => this.meter.throttled(1),
      );
      this.meter.add(this.table, ConsumedCapacity?.CapacityUnits);
      return undefined;
    } catch (error) {
      if (error instanceof RefusedItemError) return error.reason;
      if (isRefusal(error)) return error.message;
      throw error;
    }
  }
}
