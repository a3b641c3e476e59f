import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  MetricType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { DiscardedBatches } from './discarded-batches';

/** What the stream connects. */
export interface EventStreamProps {
  /** The table whose new rows are read; its stream has new images. */
  readonly events: TableV2;
  readonly function: LambdaFunction;
  readonly role: IRole & Construct;
}

/** Rows of one log file mostly come together, and what shares a rule and a caller becomes one message. */
const BATCH_SIZE = 100;
/** The delay that this costs is nothing beside CloudTrail's minutes. */
const BATCHING_WINDOW = Duration.seconds(5);
/**
 * Batches of one shard at once. One event name lies in one shard as a rule, so that no two invocations count the messages of
 * one rule and role at the same moment; bench/alerts.ts shows that one keeps up with a full ingestion.
 */
const PARALLEL_BATCHES = 1;
/** A poisonous row holds its shard up for minutes, not for a day; the batch is stored whole. */
const MAX_RETRIES = 10;
/** Time to roll a faulty release back; the stream itself forgets after 24 hours (DynamoDB developer guide). */
const MAX_AGE = Duration.hours(12);

/** Reads the stream of the Events table, new rows only, to the alert function. */
export class EventStream extends Construct {
  readonly discarded: DiscardedBatches;
  readonly mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id);
    this.discarded = new DiscardedBatches(this, 'Discarded');
    this.discarded.grantDiscard(props.role);
    this.mapping = new EventSourceMapping(this, 'Mapping', {
      target: props.function,
      ...(props.events.tableStreamArn !== undefined && { eventSourceArn: props.events.tableStreamArn }),
      // From the oldest: what was written while the mapping was made is read as well.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [newLiveRows()],
      batchSize: BATCH_SIZE,
      maxBatchingWindow: BATCHING_WINDOW,
      parallelizationFactor: PARALLEL_BATCHES,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: MAX_RETRIES,
      maxRecordAge: MAX_AGE,
      // Counts what is given up, which no other metric shows.
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
      onFailure: { bind: () => ({ destination: this.discarded.bucket.bucketArn }) },
    });
    this.mapping.node.addDependency(readStream(props));
  }
}

/**
 * New rows, but for those of a backfill: history alerts nobody. Written as what is left out, so that a row of an origin
 * that this does not know is read. KMS rows (`marks.related`) pass, because a rule of the pack is about them.
 */
function newLiveRows(): { [key: string]: unknown } {
  const origin = { S: [...FilterRule.notEquals('backfill'), ...FilterRule.notExists()] };
  return FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: { origin } } });
}

/** DynamoDB developer guide: IAM policy to allow a Lambda function to access DynamoDB stream records. */
function readStream({ events, role }: EventStreamProps): Grant {
  return Grant.addToPrincipal({
    grantee: role,
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    resourceArns: [events.tableStreamArn ?? ''],
  });
}
