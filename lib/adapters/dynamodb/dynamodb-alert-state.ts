import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AlertState, PendingEntry, TimeSpan } from '../../app/ports/alert-state';
import type { Deadline } from '../../app/ports/deadline';
import { ALERT_STATE_TABLE } from '../../contract/tables';
import { readDigestEntry } from '../../core/alerts/digest-entry';
import { readSentMessage, type SentMessage, sentMessageJson } from '../../core/alerts/message-plan';
import { byDeadline } from '../retry/retrying';
import { type Item, toItem } from './dynamodb-items';

const { partitionKey, sortKey, timeToLive, indexes } = ALERT_STATE_TABLE;
const [DUE] = indexes;

/**
 * How long a row stays, in seconds. This is longer than a stream keeps a failing batch (24 hours, DynamoDB developer
 * guide: "Change data capture for DynamoDB Streams"), and longer than the longest window and an outage of SNS together.
 */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Prefixes of sort keys: messages, in the order of their events, and suppressed matches. */
const SENT = 'sent#';
const SUPPRESSED = 'suppressed#';

/** The first digit of a group's key spreads due entries over this many partitions. */
const SHARDS = '0123456789abcdef';

/** How many entries are handed on at once. An hour of a flood has about as many, in a few megabytes. */
const MOST_DUE = 5000;

/**
 * The state table. One `Query` reads what was sent for a group, and one `PutItem` notes a message or a suppressed
 * match. Calls `onUnreadable` for each row of a suppressed match that it cannot read.
 */
export class DynamoDbAlertState implements AlertState {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly now: () => Date,
    private readonly onUnreadable: (reason: unknown) => void,
  ) {}

  async sentMessages(group: string, { from, to }: TimeSpan, deadline: Deadline): Promise<readonly SentMessage[]> {
    const messages: SentMessage[] = [];
    const pages = this.pages(deadline, {
      KeyConditionExpression: `${partitionKey} = :group AND ${sortKey} BETWEEN :from AND :to`,
      ExpressionAttributeValues: toItem({ ':group': group, ':from': sentKey(from), ':to': `${sentKey(to)}~` }),
      ConsistentRead: true,
    });
    for await (const items of pages)
      messages.push(...items.map(({ sentCalls }) => readSentMessage(sentCalls?.S ?? '')));
    return messages;
  }

  async noteSent(group: string, message: SentMessage, deadline: Deadline, longerMs = 0): Promise<void> {
    const [first] = message;
    if (first === undefined) return;
    const key = `${sentKey(first.time)}#${first.id}`;
    const row = { [partitionKey]: group, [sortKey]: key, sentCalls: sentMessageJson(message) };
    await this.put(row, { isNew: false, longerMs }, deadline);
  }

  async suppress({ group, entry, dueAt }: PendingEntry, deadline: Deadline, longerMs = 0): Promise<boolean> {
    const row = {
      [partitionKey]: group,
      [sortKey]: `${SUPPRESSED}${entry.id}`,
      digestEntry: JSON.stringify(entry),
      [DUE.partitionKey]: group.charAt(0),
      [DUE.sortKey]: new Date(dueAt).toISOString(),
    };
    try {
      await this.put(row, { isNew: true, longerMs }, deadline);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async *dueEntries(now: Date, deadline: Deadline): AsyncGenerator<readonly PendingEntry[]> {
    for (const shard of SHARDS) {
      let due: PendingEntry[] = [];
      for await (const items of this.duePages(shard, now, deadline)) {
        due.push(...items.flatMap((item) => this.readableEntry(item)));
        if (due.length < MOST_DUE) continue;
        yield due;
        due = [];
      }
      if (due.length > 0) yield due;
    }
  }

  async noteDigested({ group, entry }: PendingEntry, deadline: Deadline): Promise<void> {
    const command = new UpdateItemCommand({
      TableName: this.table,
      Key: toItem({ [partitionKey]: group, [sortKey]: `${SUPPRESSED}${entry.id}` }),
      // Takes the row out of the index. The row stays, so an event that comes again is recognized.
      UpdateExpression: `REMOVE ${DUE.partitionKey}`,
    });
    await byDeadline('the state of a digest', deadline, () => this.client.send(command));
  }

  private duePages(shard: string, now: Date, deadline: Deadline): AsyncGenerator<readonly Item[]> {
    return this.pages(deadline, {
      IndexName: DUE.name,
      KeyConditionExpression: `${DUE.partitionKey} = :shard AND ${DUE.sortKey} <= :now`,
      ExpressionAttributeValues: toItem({ ':shard': shard, ':now': now.toISOString() }),
    });
  }

  private async *pages(
    deadline: Deadline,
    query: Omit<QueryCommandInput, 'TableName'>,
  ): AsyncGenerator<readonly Item[]> {
    let after: Item | undefined;
    do {
      const command = new QueryCommand({ TableName: this.table, ...query, ...(after && { ExclusiveStartKey: after }) });
      const output = await byDeadline('the state of alerts', deadline, () => this.client.send(command));
      yield output.Items ?? [];
      after = output.LastEvaluatedKey;
    } while (after);
  }

  /** An unreadable row must not hold up the others. */
  private readableEntry(item: Item): readonly PendingEntry[] {
    try {
      return [pendingEntry(item)];
    } catch (error) {
      this.onUnreadable(error);
      return [];
    }
  }

  private async put(row: object, { isNew, longerMs }: Putting, deadline: Deadline): Promise<void> {
    const expiresAt = Math.ceil((this.now().getTime() + longerMs) / 1000) + KEPT_SECONDS;
    const command = new PutItemCommand({
      TableName: this.table,
      Item: toItem({ ...row, [timeToLive]: expiresAt }),
      ...(isNew && { ConditionExpression: `attribute_not_exists(${partitionKey})` }),
    });
    await byDeadline('the state of an alert', deadline, () => this.client.send(command));
  }
}

/** Whether a row must not be there yet, and how much longer than others it stays. */
interface Putting {
  readonly isNew: boolean;
  readonly longerMs: number;
}

function sentKey(time: number): string {
  return `${SENT}${new Date(time).toISOString()}`;
}

function pendingEntry(item: Item): PendingEntry {
  return {
    group: item[partitionKey]?.S ?? '',
    entry: readDigestEntry(item['digestEntry']?.S ?? ''),
    dueAt: Date.parse(item[DUE.sortKey]?.S ?? ''),
  };
}
