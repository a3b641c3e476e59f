import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { IngestEnvironment, KeptVariables } from '../../contract/environment';
import { AuditFunction } from '../functions/audit-function';
import { refuseTooLarge } from '../functions/environment-size';
import type { LogSource } from '../log-delivery/log-source';
import type { WorkQueue } from '../queues/work-queue';
import type { AuditOptions } from '../settings/configuration';
import type { IndexingOptions } from '../settings/indexing-settings';
import type { AuditTables } from '../tables/audit-tables';

/** What ingestion reads from and writes to. */
export interface IngestionProps {
  /** The role of the function. This construct grants it what it needs. */
  readonly role: Role;
  /** Where log files are read. */
  readonly logs: LogSource;
  /** Where rows and receipts are written. */
  readonly tables: AuditTables;
  /** Deliveries as they happen. */
  readonly deliveries: WorkQueue;
  /** History and repairs, which are indexed slowly beside the deliveries. */
  readonly backfill: WorkQueue;
  /** The stack that the function guards, as JSON, and the ARNs in it. */
  readonly guarded: { readonly text: string; readonly arns: readonly string[] };
  /** Settings for the function: key prefix, retention, spread events and extra terms. */
  readonly configuration: AuditOptions;
}

/**
 * Time limit of an invocation. A usual log file takes a second or two. A file that is too large for the limit continues
 * from a checkpoint at its next receipt, so the limit does not bound the size of files.
 */
export const INGEST_TIMEOUT = Duration.minutes(5);
/**
 * Lambda gives processor time by memory: this gives a little over half a core. Unpacking and scanning use it, and the
 * rest of the time waits for DynamoDB. The memory itself does not grow with the file.
 */
const MEMORY_MB = 1024;
/** Few messages for each invocation: if one runs out of time, few others have to be read again. */
const BATCH_SIZE = 5;
/** The function that turns log files into rows, and the queues that trigger it. */
export class Ingestion extends Construct {
  readonly function: LambdaFunction;
  /** The UUIDs of the event source mappings. */
  readonly mappings: readonly string[];

  constructor(scope: Construct, id: string, props: IngestionProps) {
    super(scope, id);
    this.function = this.createFunction(props);
    const sources = [
      consume(props.deliveries, props.configuration.concurrency),
      consume(props.backfill, props.configuration.backfillConcurrency),
    ];
    for (const source of sources) this.function.addEventSource(source);
    this.mappings = sources.map(({ eventSourceMappingId }) => eventSourceMappingId);
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'a mapping of a queue needs no destination for failures: the queue has dead letters',
    });
    props.logs.grantReadLogFiles(props.role);
    // Without this, S3 answers 403 for a missing file, as for a forbidden one (S3 API reference: GetObject). A
    // condition on the prefix would never hold, because a request for an object names none.
    props.logs.grantList(props.role);
    props.tables.grantIngest(props.role);
  }

  private createFunction(props: IngestionProps): LambdaFunction {
    const ingest = new AuditFunction(this, 'Ingest', {
      name: 'ingest',
      description: 'Indexes the Systems Manager records of each log file that CloudTrail delivers',
      role: props.role,
      memoryMb: MEMORY_MB,
      timeout: INGEST_TIMEOUT,
      environment: { ...this.environment(props) },
      sourceMaps: props.configuration.sourceMaps,
    });
    return ingest.function;
  }

  private environment(props: IngestionProps): IngestEnvironment {
    const { configuration, logs, tables } = props;
    const stack = Stack.of(this);
    const variables = {
      EVENTS_TABLE_NAME: tables.events.tableName,
      TERMS_TABLE_NAME: tables.terms.tableName,
      DELIVERIES_TABLE_NAME: tables.deliveries.tableName,
      LOG_BUCKET_NAME: logs.bucket.bucketName,
      LOG_BUCKET_REGION: logs.region,
      LOG_BUCKET_OWNER: logs.account,
      LOG_PREFIX: configuration.logPrefix,
      BACKFILL_QUEUE_ARN: props.backfill.queue.queueArn,
      BACKFILL_QUEUE_URL: props.backfill.queue.queueUrl,
      RETENTION_DAYS: String(configuration.retentionDays),
      SPREAD_EVENTS: Object.entries(configuration.spreadEvents)
        .map(([eventName, partitions]) => `${eventName}=${partitions}`)
        .join(','),
      EXTRA_TERMS: configuration.extraTerms.join(','),
      ...keptVariables(configuration),
      GUARDED_STACK: props.guarded.text,
      STACK_NAME: stack.stackName,
    };
    refuseTooLarge({
      variables,
      arns: Object.fromEntries(Object.entries(props.guarded.arns)),
      stackName: stack.stackName,
      culprits:
        'context keys ssm-audit:spreadEvents, extraTerms, eventSources and excludedEvents make the environment of the ingest function',
      remedy: 'name fewer of them',
    });
    return variables;
  }
}

/**
 * Limits the mapping, and never reserves concurrency: with reserved concurrency, Lambda receives messages only to
 * throttle them, and their receive counts lead them to the dead letters.
 */
function consume(work: WorkQueue, maxConcurrency: number): SqsEventSource {
  return new SqsEventSource(work.queue, { batchSize: BATCH_SIZE, maxConcurrency, reportBatchItemFailures: true });
}

/** The variables that say which records are kept. */
export function keptVariables(options: Pick<AuditOptions, keyof IndexingOptions>): KeptVariables {
  const { eventSources, excludedEvents, agentTraffic, related, neighbours } = options;
  return {
    EVENT_SOURCES: eventSources.join(','),
    EXCLUDED_EVENTS: excludedEvents.join(','),
    AGENT_TRAFFIC: String(agentTraffic),
    RELATED: String(related),
    NEIGHBOURS: neighbours.join(','),
  };
}
