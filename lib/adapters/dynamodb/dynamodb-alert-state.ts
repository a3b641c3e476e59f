import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { AlertState, AlertWindow } from '../../app/ports/alert-state';
import type { Deadline } from '../../app/ports/deadline';
import { ALERT_STATE_TABLE } from '../../contract/tables';
import { byDeadline } from '../retry/retrying';
import type { Item } from './dynamodb-items';

/**
 * Seconds that a row stays beyond its last change: longer than a stream keeps a batch that is tried again (24 hours,
 * DynamoDB developer guide: "Change data capture for DynamoDB Streams"), and than anybody waits for a count.
 */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Events that a row remembers, of 32 bytes each: what comes on top is counted without being recognised. */
const MAX_REMEMBERED = 1000;

const EXPIRY = `${ALERT_STATE_TABLE.timeToLive} = :expiresAt`;

/** The state table. A window's row has `openers`, `sentAt` and `suppressed`; a group's row has `suppressedCount`. */
export class DynamoDbAlertState implements AlertState {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly now: () => Date,
  ) {}

  async openWindow(window: string, openers: readonly string[], deadline: Deadline): Promise<AlertWindow> {
    const row = await this.update(window, deadline, {
      UpdateExpression: `SET openers = if_not_exists(openers, :openers), ${EXPIRY}`,
      ExpressionAttributeValues: { ':openers': idSet(openers), ':expiresAt': this.expiresAt() },
      ReturnValues: 'ALL_NEW',
    });
    return { openers: row['openers']?.SS ?? [], isSent: row['sentAt'] !== undefined };
  }

  async markSent(window: string, deadline: Deadline): Promise<void> {
    await this.update(window, deadline, {
      UpdateExpression: `SET sentAt = :now, ${EXPIRY}`,
      ExpressionAttributeValues: { ':now': { S: this.now().toISOString() }, ':expiresAt': this.expiresAt() },
    });
  }

  async suppress(window: string, group: string, ids: readonly string[], deadline: Deadline): Promise<number> {
    const known = new Set(await this.remember(window, ids, deadline));
    const count = ids.filter((id) => !known.has(id)).length;
    if (count > 0) {
      await this.update(group, deadline, {
        UpdateExpression: `SET ${EXPIRY} ADD suppressedCount :count`,
        ExpressionAttributeValues: { ':count': { N: String(count) }, ':expiresAt': this.expiresAt() },
      });
    }
    return count;
  }

  async takeSuppressed(group: string, deadline: Deadline): Promise<number> {
    const old = await this.updateIf(group, deadline, {
      UpdateExpression: 'REMOVE suppressedCount',
      ConditionExpression: 'attribute_exists(suppressedCount)',
      ReturnValues: 'UPDATED_OLD',
    });
    return Number(old?.['suppressedCount']?.N ?? 0);
  }

  /** The events that the window's row knew before; none where it is full. */
  private async remember(window: string, ids: readonly string[], deadline: Deadline): Promise<readonly string[]> {
    const old = await this.updateIf(window, deadline, {
      UpdateExpression: 'ADD suppressed :ids',
      ConditionExpression: 'attribute_not_exists(suppressed) OR size(suppressed) < :most',
      ExpressionAttributeValues: { ':ids': idSet(ids), ':most': { N: String(MAX_REMEMBERED) } },
      ReturnValues: 'UPDATED_OLD',
    });
    return old?.['suppressed']?.SS ?? [];
  }

  /** The attributes that are asked for; undefined where the condition does not hold. */
  private async updateIf(
    key: string,
    deadline: Deadline,
    change: Partial<UpdateItemCommandInput>,
  ): Promise<Item | undefined> {
    try {
      return await this.update(key, deadline, change);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  private async update(key: string, deadline: Deadline, change: Partial<UpdateItemCommandInput>): Promise<Item> {
    const Key = { [ALERT_STATE_TABLE.partitionKey]: { S: key } };
    const command = new UpdateItemCommand({ TableName: this.table, Key, ...change });
    const output = await byDeadline('the state of an alert', deadline, () => this.client.send(command));
    return output.Attributes ?? {};
  }

  private expiresAt() {
    return { N: String(Math.ceil(this.now().getTime() / 1000) + KEPT_SECONDS) };
  }
}

function idSet(ids: readonly string[]) {
  return { SS: [...new Set(ids)].slice(0, MAX_REMEMBERED) };
}
