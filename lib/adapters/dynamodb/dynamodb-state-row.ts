import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import { ALERT_STATE_TABLE } from '../../contract/tables';
import { byDeadline } from '../retry/retrying';
import { type Item, toItem } from './dynamodb-items';

const { partitionKey, sortKey } = ALERT_STATE_TABLE;

/** The attribute that tells one write of a state from another of the same text. */
const WRITE = 'write';

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

/** A state as it is stored. */
export interface StoredState {
  /** What the JSON of the row says, which nobody has looked at; undefined if there is none. */
  readonly value: unknown;
  /** Undefined if the row has no whole number from 0 there: then no state of a next revision can take its place. */
  readonly revision: number | undefined;
  /** The row itself. */
  readonly item: Item;
}

/** What somebody has to remember from one run to the next, in one row of the state table, as JSON with a revision. */
export class DynamoDbStateRow {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly place: StateRowPlace,
  ) {}

  /** Undefined if there is none. */
  async load(deadline: Deadline): Promise<StoredState | undefined> {
    const command = new GetItemCommand({ TableName: this.table, Key: toItem(this.key()), ConsistentRead: true });
    const { Item } = await byDeadline(this.place.work, deadline, () => this.client.send(command));
    return Item && { value: parsed(Item[this.place.attribute]?.S ?? ''), revision: revisionOf(Item), item: Item };
  }

  /** Stores a state in the place of the one of the revision before. Gives false if another has taken that place. */
  save(state: { readonly revision: number }, deadline: Deadline): Promise<boolean> {
    const condition = {
      ConditionExpression: `attribute_not_exists(${partitionKey}) OR revision = :before`,
      ExpressionAttributeValues: toItem({ ':before': state.revision - 1 }),
    };
    return this.put(state, condition, deadline);
  }

  /** Stores a state in the place of one that is damaged. Gives false if something else stands there meanwhile. */
  replace({ item }: StoredState, state: { readonly revision: number }, deadline: Deadline): Promise<boolean> {
    const names = ['revision', this.place.attribute];
    const values = names.flatMap((name, index) => (item[name] ? [[`:stored${index}`, item[name]] as const] : []));
    const conditions = names.map((name, index) =>
      item[name] ? `${name} = :stored${index}` : `attribute_not_exists(${name})`,
    );
    const condition = {
      ConditionExpression: conditions.join(' AND '),
      ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
    };
    return this.put(state, condition, deadline);
  }

  private async put(
    state: { readonly revision: number },
    condition: Partial<PutItemCommandInput>,
    deadline: Deadline,
  ): Promise<boolean> {
    const write = randomUUID();
    const row = {
      ...this.key(),
      revision: state.revision,
      [this.place.attribute]: JSON.stringify(state),
      [WRITE]: write,
    };
    const command = new PutItemCommand({ TableName: this.table, Item: toItem(row), ...condition });
    try {
      await byDeadline(this.place.work, deadline, () => this.client.send(command));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // The answer to an earlier try may have been lost. Another run that goes on from the same state may store the same text.
      return (await this.load(deadline))?.item[WRITE]?.S === write;
    }
  }

  private key() {
    return { [partitionKey]: this.place.group, [sortKey]: this.place.entry };
  }
}

function revisionOf({ revision }: Item): number | undefined {
  const number = Number(revision?.N);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
