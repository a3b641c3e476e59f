import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import { ALERT_STATE_TABLE } from '../../contract/tables';
import { byDeadline } from '../retry/retrying';
import { toItem } from './dynamodb-items';

const { partitionKey, sortKey } = ALERT_STATE_TABLE;

/** Where a state is, and what it is called. */
export interface StateRowPlace {
  /** Partition and sort key in the state table. */
  readonly group: string;
  readonly entry: string;
  /** The attribute that holds the state as JSON. */
  readonly attribute: string;
  /** What reading or writing it is called where it fails. */
  readonly work: string;
}

/** What somebody has to remember from one run to the next, in one row of the state table, as JSON with a revision. */
export class DynamoDbStateRow {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly place: StateRowPlace,
  ) {}

  /** The text of the state; undefined if there is none, and `''` if the row has none. */
  async load(deadline: Deadline): Promise<string | undefined> {
    const command = new GetItemCommand({ TableName: this.table, Key: toItem(this.key()), ConsistentRead: true });
    const { Item } = await byDeadline(this.place.work, deadline, () => this.client.send(command));
    return Item && (Item[this.place.attribute]?.S ?? '');
  }

  /**
   * Stores a state in the place of the one of the revision before. Gives false if another has taken that place. A state whose
   * answer was lost counts as another's: the next run goes on from it.
   */
  async save(state: { readonly revision: number }, deadline: Deadline): Promise<boolean> {
    const { revision } = state;
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toItem({ ...this.key(), revision, [this.place.attribute]: JSON.stringify(state) }),
      ConditionExpression: `attribute_not_exists(${partitionKey}) OR revision = :before`,
      ExpressionAttributeValues: toItem({ ':before': revision - 1 }),
    });
    try {
      await byDeadline(this.place.work, deadline, () => this.client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private key() {
    return { [partitionKey]: this.place.group, [sortKey]: this.place.entry };
  }
}
