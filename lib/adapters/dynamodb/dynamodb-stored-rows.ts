import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type { StoredRows } from '../../app/ports/stored-rows';
import type { EventKey } from '../../core/rows/event-keys';
import type { ListedRow } from '../../core/rows/event-row';
import { CorruptRowError, listedRow } from '../../core/rows/row-codec';
import { byDeadline } from '../retry/retrying';
import { fromItem, type Item, toItem } from './dynamodb-items';

/** The Events table, read by key and consistently: a row that the stream has shown is found. */
export class DynamoDbStoredRows implements StoredRows {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  async find({ eventName, eventTimeId }: EventKey, deadline: Deadline): Promise<ListedRow | undefined> {
    const key = { eventName, eventTimeId };
    const command = new GetItemCommand({ TableName: this.table, Key: toItem(key), ConsistentRead: true });
    const { Item: item } = await byDeadline('a row of the Events table', deadline, () => this.client.send(command));
    return item && this.rowOf(item, key);
  }

  private rowOf(item: Item, key: EventKey): ListedRow {
    try {
      return listedRow(fromItem(item), this.table);
    } catch (error) {
      if (error instanceof CorruptRowError) return key;
      throw error;
    }
  }
}
