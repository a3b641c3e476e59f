import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type { VerificationState, VerificationStates } from '../../app/verify/verification-state';
import { ALERT_STATE_TABLE, VERIFICATION_GROUP } from '../../contract/tables';
import { byDeadline } from '../retry/retrying';
import { toItem } from './dynamodb-items';

const { partitionKey, sortKey } = ALERT_STATE_TABLE;

/** The key of the only row. */
const KEY = { [partitionKey]: VERIFICATION_GROUP, [sortKey]: 'days' };

/** The stored state is not what this program writes. */
export class VerificationStateError extends Error {
  constructor(table: string) {
    super(
      `the row '${VERIFICATION_GROUP}' of ${table} is not what this program writes: expected a state as JSON; delete the row, and verification begins again tomorrow`,
    );
    this.name = 'VerificationStateError';
  }
}

/** The state of the scheduled verification, in one row of the state table. Two runs cannot both replace the same state. */
export class DynamoDbVerificationStates implements VerificationStates {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  async load(deadline: Deadline): Promise<VerificationState | undefined> {
    const command = new GetItemCommand({ TableName: this.table, Key: toItem(KEY), ConsistentRead: true });
    const { Item } = await byDeadline('the state of verification', deadline, () => this.client.send(command));
    return Item && stateOf(Item['verificationState']?.S ?? '', this.table);
  }

  async save(state: VerificationState, deadline: Deadline): Promise<boolean> {
    const { revision } = state;
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toItem({ ...KEY, revision, verificationState: JSON.stringify(state) }),
      ConditionExpression: `attribute_not_exists(${partitionKey}) OR revision = :before`,
      ExpressionAttributeValues: toItem({ ':before': revision - 1 }),
    });
    try {
      await byDeadline('the state of verification', deadline, () => this.client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function stateOf(text: string, table: string): VerificationState {
  const state = parsed(text) as Partial<VerificationState> | undefined;
  const isState =
    typeof state?.day === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(state.day) &&
    Array.isArray(state.configurations) &&
    typeof state.revision === 'number';
  if (!isState) throw new VerificationStateError(table);
  return state as VerificationState;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
