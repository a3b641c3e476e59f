import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type {
  PassFindings,
  ReconciliationState,
  ReconciliationStates,
} from '../../app/ports/progress/reconciliation-states';
import type { ReconciledWindow } from '../../contract/reconciled-windows';
import { ALERT_STATE_TABLE, RECONCILIATION_GROUP } from '../../contract/tables';
import { byDeadline } from '../retry/retrying';
import { toItem } from './dynamodb-items';

const { partitionKey, sortKey } = ALERT_STATE_TABLE;

/** What requests on the state are called where time runs out. */
const WORK = 'how far the comparison has come';

/**
 * How far the comparison of the bucket with the receipts has come: a row of the state table for each window. Two runs
 * cannot both replace the same state.
 */
export class DynamoDbReconciliationStates implements ReconciliationStates {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  async load(window: ReconciledWindow, deadline: Deadline): Promise<ReconciliationState | undefined> {
    const { revision, text } = await this.stored(window, deadline);
    const state = parsed(text);
    if (state !== undefined && state.window === window && state.revision === revision) return state;
    return revision === 0 ? undefined : { window, revision };
  }

  async save(state: ReconciliationState, deadline: Deadline): Promise<boolean> {
    const text = JSON.stringify(state);
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toItem({ ...keyOf(state.window), revision: state.revision, reconciliationState: text }),
      ConditionExpression: `attribute_not_exists(${partitionKey}) OR revision = :before`,
      ExpressionAttributeValues: toItem({ ':before': state.revision - 1 }),
    });
    try {
      await byDeadline(WORK, deadline, () => this.client.send(command));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // The answer to an earlier try may have been lost.
      return (await this.stored(state.window, deadline)).text === text;
    }
  }

  private async stored(window: ReconciledWindow, deadline: Deadline) {
    const command = new GetItemCommand({ TableName: this.table, Key: toItem(keyOf(window)), ConsistentRead: true });
    const { Item = {} } = await byDeadline(WORK, deadline, () => this.client.send(command));
    return { revision: Number(Item['revision']?.N ?? 0), text: Item['reconciliationState']?.S ?? '' };
  }
}

function keyOf(window: ReconciledWindow) {
  return { [partitionKey]: RECONCILIATION_GROUP, [sortKey]: window };
}

/** The state of a text, if it has what a state has. Anything else is not trusted: the comparison begins anew. */
function parsed(text: string): ReconciliationState | undefined {
  try {
    const { pass, last, ...state }: ReconciliationState = JSON.parse(text);
    const isState = typeof state.window === 'string' && typeof state.revision === 'number';
    const arePasses = [pass, last].every((each) => each === undefined || hasFindings(each));
    const isUnfinished = pass === undefined || (typeof pass.begun === 'string' && Array.isArray(pass.open));
    return isState && arePasses && isUnfinished
      ? { ...state, ...(pass && { pass }), ...(last && { last }) }
      : undefined;
  } catch {
    return undefined;
  }
}

function hasFindings({ since, until, counts, unlisted }: PassFindings): boolean {
  const isWindow = [since, until].every((time) => !Number.isNaN(Date.parse(time)));
  return isWindow && Object.values(counts).every(Number.isInteger) && Number.isInteger(unlisted);
}
