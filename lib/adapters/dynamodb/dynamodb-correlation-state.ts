import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type {
  BucketState,
  Neighbours,
  SeenChange,
  SightState,
  StoredBucket,
  WrittenBucket,
} from '../../app/ports/correlation-state';
import type { Deadline } from '../../app/ports/deadline';
import { ALERT_STATE_TABLE } from '../../contract/tables';
import { bucketBytes, readBucketBytes } from '../../core/correlations/bucket-bytes';
import type { BucketPlace } from '../../core/correlations/bucket-place';
import type { Seen } from '../../core/correlations/first-sight';
import { byDeadline } from '../retry/retrying';
import { type Item, toItem } from './dynamodb-items';

const { partitionKey, sortKey, timeToLive } = ALERT_STATE_TABLE;

/** Sort keys: buckets in the order of time, and what was seen. */
const BUCKET = 'bucket#';
const SEEN = 'seen';
const FIRST = 'first';

/** Digits of a bucket's number: seconds of some thirty thousand years. */
const BUCKET_DIGITS = 12;

/** How long a row stays after it can change no alert, in seconds: longer than a stream keeps a failing batch. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** The name of the work in an error. */
const WORK = 'the state of correlations';

/**
 * What correlations remember, in the state table of alerting. A bucket is one item, with a version that each write
 * raises by one. All reads are strongly consistent. A bucket and its neighbours are in one partition, so one `Query` reads
 * both neighbours.
 */
export class DynamoDbCorrelationState implements BucketState, SightState {
  /** The earliest events that this process has seen noted, which need not be noted again. */
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly now: () => Date,
  ) {}

  async bucket(place: BucketPlace, deadline: Deadline): Promise<StoredBucket | undefined> {
    const item = await this.get(place.group, bucketKey(place.bucket), deadline);
    return item && storedBucket(place, place.bucket, item);
  }

  async neighbours(place: BucketPlace, deadline: Deadline): Promise<Neighbours> {
    const [before, after] = [bucketKey(place.bucket - 1), bucketKey(place.bucket + 1)];
    const command = new QueryCommand({
      TableName: this.table,
      KeyConditionExpression: `${partitionKey} = :group AND ${sortKey} BETWEEN :before AND :after`,
      ExpressionAttributeValues: toItem({ ':group': place.group, ':before': before, ':after': after }),
      ConsistentRead: true,
    });
    const { Items = [] } = await byDeadline(WORK, deadline, () => this.client.send(command));
    const at = (key: string, bucket: number) => {
      const item = Items.find((each) => each[sortKey]?.S === key);
      return item && storedBucket(place, bucket, item);
    };
    const found = { before: at(before, place.bucket - 1), after: at(after, place.bucket + 1) };
    return { ...(found.before && { before: found.before }), ...(found.after && { after: found.after }) };
  }

  putBucket(place: BucketPlace, { version, bucket, isTold }: WrittenBucket, deadline: Deadline): Promise<boolean> {
    const { timespan } = place.shape;
    const end = (place.bucket + 1) * timespan;
    const row = {
      [partitionKey]: place.group,
      [sortKey]: bucketKey(place.bucket),
      v: version,
      s: bucketBytes(place.shape, place.keyKind, place.bucket, bucket),
      ...(isTold && { told: true }),
      [timeToLive]: Math.max(this.nowSeconds(), end) + timespan + KEPT_SECONDS,
    };
    return this.put(row, deadline, version === 1 ? ABSENT : changedFrom('v', version - 1));
  }

  async seen(key: string, deadline: Deadline): Promise<Seen | undefined> {
    const item = await this.get(key, SEEN, deadline);
    return item && { last: numberAt(item, 'last'), novelId: item['novelId']?.S ?? '' };
  }

  noteSeen(key: string, { before, next, forget }: SeenChange, deadline: Deadline): Promise<boolean> {
    const expiresAt = Math.max(this.nowSeconds(), next.last) + forget + KEPT_SECONDS;
    const row = {
      [partitionKey]: key,
      [sortKey]: SEEN,
      last: next.last,
      novelId: next.novelId,
      [timeToLive]: expiresAt,
    };
    return this.put(row, deadline, before === undefined ? ABSENT : changedFrom('last', before.last));
  }

  async firstEvent(correlation: string, deadline: Deadline): Promise<number | undefined> {
    const item = await this.get(correlation, FIRST, deadline);
    return item && numberAt(item, 't');
  }

  /** Has no time to live: a correlation would begin to learn again. */
  async noteFirstEvent(correlation: string, t: number, deadline: Deadline): Promise<void> {
    if ((this.noted.get(correlation) ?? Number.POSITIVE_INFINITY) <= t) return;
    const row = { [partitionKey]: correlation, [sortKey]: FIRST, t };
    await this.put(row, deadline, {
      ConditionExpression: `attribute_not_exists(${partitionKey}) OR #t > :t`,
      ExpressionAttributeNames: { '#t': 't' },
      ExpressionAttributeValues: toItem({ ':t': t }),
    });
    this.noted.set(correlation, t);
  }

  private async get(partition: string, sort: string, deadline: Deadline): Promise<Item | undefined> {
    const command = new GetItemCommand({
      TableName: this.table,
      Key: toItem({ [partitionKey]: partition, [sortKey]: sort }),
      ConsistentRead: true,
    });
    return (await byDeadline(WORK, deadline, () => this.client.send(command))).Item;
  }

  /** Gives false if the condition does not hold. */
  private async put(row: object, deadline: Deadline, condition: Condition): Promise<boolean> {
    const command = new PutItemCommand({ TableName: this.table, Item: toItem(row), ...condition });
    try {
      await byDeadline(WORK, deadline, () => this.client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private nowSeconds(): number {
    return Math.ceil(this.now().getTime() / 1000);
  }
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

const ABSENT: Condition = { ConditionExpression: `attribute_not_exists(${partitionKey})` };

function changedFrom(name: string, value: number): Condition {
  return {
    ConditionExpression: '#name = :before',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: toItem({ ':before': value }),
  };
}

function bucketKey(bucket: number): string {
  return `${BUCKET}${String(Math.max(0, bucket)).padStart(BUCKET_DIGITS, '0')}`;
}

function numberAt(item: Item, name: string): number {
  return Number(item[name]?.N ?? 0);
}

function storedBucket({ shape, keyKind }: BucketPlace, bucket: number, item: Item): StoredBucket {
  return {
    version: numberAt(item, 'v'),
    bucket: readBucketBytes(shape, keyKind, bucket, item['s']?.B ?? new Uint8Array()),
    isTold: item['told']?.BOOL === true,
  };
}
