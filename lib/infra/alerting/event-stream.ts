import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
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
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';
import { DiscardedBatches } from './discarded-batches';

/** What the stream connects. */
export interface EventStreamProps {
  /** The table whose new rows are read. Its stream has new images. */
  readonly events: TableV2;
  /** The role of the function that reads it. */
  readonly role: IRole & Construct;
  /** What happens to discarded batches when you remove the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** Rows of one log file mostly come together. Rows that share a rule and a caller become one message. */
const BATCH_SIZE = 100;
/** This delay is small compared with CloudTrail's minutes. */
const BATCHING_WINDOW = Duration.seconds(5);
/**
 * How many batches of one shard are handled at once. One event name is usually in one shard, so no two invocations
 * count the messages of one rule and role at the same moment. bench/alerts.ts shows that one batch at a time keeps up
 * with a full ingestion.
 */
const PARALLEL_BATCHES = 1;
/** A poisonous row holds up its shard for minutes, not for a day. The whole batch is stored. */
const MAX_RETRIES = 10;
/** Time to roll back a faulty release. The stream itself keeps rows for 24 hours (DynamoDB developer guide). */
const MAX_AGE = Duration.hours(12);

/** Sends new rows from the stream of the Events table to the alert function. */
export class EventStream extends Construct {
  readonly discarded: DiscardedBatches;
  private readonly props: EventStreamProps;

  constructor(scope: Construct, id: string, props: EventStreamProps) {
    super(scope, id);
    this.props = props;
    this.discarded = new DiscardedBatches(this, 'Discarded', props.removalPolicy);
    this.discarded.grantDiscard(props.role);
    this.discarded.grantRetry(props.role);
  }

  /** Connects the function, once it is made: it is told where its discarded batches are. */
  feed(target: LambdaFunction): EventSourceMapping {
    const { events } = this.props;
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target,
      ...(events.tableStreamArn !== undefined && { eventSourceArn: events.tableStreamArn }),
      // Begins with the oldest row, so that rows written during the deployment are read as well.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [newRows()],
      batchSize: BATCH_SIZE,
      maxBatchingWindow: BATCHING_WINDOW,
      parallelizationFactor: PARALLEL_BATCHES,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: MAX_RETRIES,
      maxRecordAge: MAX_AGE,
      // Counts discarded batches, which no other metric shows.
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
      onFailure: { bind: () => ({ destination: this.discarded.bucket.bucketArn }) },
    });
    mapping.node.addDependency(readStream(this.props), listStreams(this.props));
    return mapping;
  }
}

/**
 * Passes new rows, those of a backfill as well: history alerts nobody, and correlations of first sight learn from it. KMS
 * rows (`marks.related`) and rows about the stack itself (`marks.guard`) pass, because some rules of the pack are about
 * them.
 */
function newRows(): { [key: string]: unknown } {
  return FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') });
}

/** DynamoDB developer guide: IAM policy to allow a Lambda function to access DynamoDB stream records. */
function readStream({ events, role }: EventStreamProps): Grant {
  return Grant.addToPrincipal({
    grantee: role,
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resourceArns: [events.tableStreamArn ?? ''],
  });
}

/** Service authorization reference, Amazon DynamoDB: listing streams names no resource. */
function listStreams({ role }: EventStreamProps): Grant {
  const anything = '*';
  acknowledgeWildcard(role, anything, 'listing streams has no resource that a policy can name');
  return Grant.addToPrincipal({ grantee: role, actions: ['dynamodb:ListStreams'], resourceArns: [anything] });
}
