import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import { DynamoDbEventStore } from '../../lib/adapters/dynamodb/dynamodb-event-store';
import { DynamoDbReceiptStore } from '../../lib/adapters/dynamodb/dynamodb-receipt-store';
import { DynamoDbRenewalStore } from '../../lib/adapters/dynamodb/dynamodb-renewal-store';
import { DynamoDbStandingRows } from '../../lib/adapters/dynamodb/dynamodb-standing-row';
import { WriteMeter } from '../../lib/adapters/dynamodb/write-meter';
import { S3LogFiles } from '../../lib/adapters/s3/s3-log-files';
import { INDEX_EVERYTHING, type Indexing } from '../../lib/app/index/index-record';
import type { IngestDependencies } from '../../lib/app/ingest/ingest-log-file';
import { Renewals } from '../../lib/app/ingest/renewals';
import { EventWriter } from '../../lib/app/ingest/store-events';
import { createIngestHandler } from '../../lib/functions/ingest/ingest-handler';
import { IngestReport } from '../../lib/functions/ingest/ingest-report';
import { deliveryRow, rowsOfEvent, type StoredRow } from '../adapters/dynamodb/stored-rows';
import { EMBEDDED_ACCOUNT, type TestBucket, testBucket } from '../embedded/aws';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded/embedded-dynamodb';

const RENEWING = { now: () => new Date(), graceMs: 60_000, intervalMs: 0 };

/** An invocation's time, in milliseconds, as the stack gives it. */
const INVOCATION_MS = 300_000;

/** The queues that feed the function. */
const QUEUE_ARNS = {
  delivery: 'arn:aws:sqs:us-east-1:000000000000:delivery',
  backfill: 'arn:aws:sqs:us-east-1:000000000000:backfill',
} as const;

/** What the messages of `queueEvent` are taken by. */
const HANDLE = 'handle';

/** The ingest function on embedded services, with the clients that it uses: faults are injected into these. */
export class Ingestion {
  /** Everything that was logged, as text. */
  readonly log: string[] = [];
  readonly metrics: [name: string, value: number][] = [];
  /** When files are ingested. */
  now = new Date('2024-03-01T10:06:00Z');
  indexing: Indexing = { ...INDEX_EVERYTHING, retentionDays: 400 };

  private constructor(
    readonly dynamodb: EmbeddedDynamoDb,
    readonly bucket: TestBucket,
  ) {}

  static async start(): Promise<Ingestion> {
    return new Ingestion(await startEmbeddedDynamoDb(), await testBucket());
  }

  async stop(): Promise<void> {
    this.bucket.s3.destroy();
    await this.dynamodb.close();
  }

  /** What a new execution environment has: nothing of one before it is remembered. */
  dependencies(): IngestDependencies {
    return {
      logFiles: new S3LogFiles(this.bucket.s3, { name: this.bucket.name, owner: EMBEDDED_ACCOUNT }),
      events: new EventWriter(
        new DynamoDbEventStore(this.dynamodb, new WriteMeter()),
        new DynamoDbStandingRows(this.dynamodb),
      ),
      receipts: new DynamoDbReceiptStore(this.dynamodb),
      now: () => this.now,
      indexing: this.indexing,
    };
  }

  /** Invokes the function with an event as Lambda hands it over. */
  invoke(event: unknown, remainingMs: () => number = () => INVOCATION_MS): Promise<SQSBatchResponse | undefined> {
    const logger = { info: this.logged, warn: this.logged, error: this.logged } as unknown as Logger;
    const addMetric = (name: string, _: string, value: number) => void this.metrics.push([name, value]);
    const report = new IngestReport(logger, { addMetric } as unknown as Metrics);
    const handler = createIngestHandler({
      ...this.dependencies(),
      renewals: new Renewals(new DynamoDbRenewalStore(this.dynamodb), RENEWING),
      report,
      backfill: { arn: QUEUE_ARNS.backfill, proveHeld: (handle) => this.proveHeld(handle) },
      flush: () => undefined,
    });
    return handler(event, { getRemainingTimeInMillis: remainingMs, functionName: 'ingest' } as unknown as Context);
  }

  /** What the backfill queue says of a receipt handle. A test with a real queue replaces it. */
  proveHeld = async (receiptHandle: string): Promise<void> => {
    if (receiptHandle !== HANDLE) throw new Error('ReceiptHandleIsInvalid');
  };

  /** Invokes the function with messages of a queue; gives those that are reported as failed. */
  async receive(
    bodies: readonly string[],
    remainingMs?: () => number,
    queue: keyof typeof QUEUE_ARNS = 'delivery',
  ): Promise<readonly string[]> {
    const response = await this.invoke(queueEvent(bodies, queue), remainingMs);
    return response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  }

  /** CloudTrail's message about log files. */
  announcement(...keys: readonly string[]): string {
    return JSON.stringify({ s3Bucket: this.bucket.name, s3ObjectKey: keys });
  }

  /** The message about a log file that a backfill or a repair sends. */
  instruction(key: string, ssmAudit: object): string {
    return JSON.stringify({ s3Bucket: this.bucket.name, s3ObjectKey: [key], ssmAudit });
  }

  /** The receipt of a log file as it stands. */
  receipt(key: string): Promise<StoredRow | undefined> {
    const end = key.lastIndexOf('/') + 1;
    return deliveryRow(this.dynamodb, `${this.bucket.name}/${key.slice(0, end)}`, key.slice(end));
  }

  rowsOf(eventName: string): Promise<readonly StoredRow[]> {
    return rowsOfEvent(this.dynamodb, eventName);
  }

  private readonly logged = (message: string, extra: object) => {
    this.log.push(JSON.stringify({ message, ...extra }));
  };
}

/** An event as a queue's mapping hands it over; the messages are called `message-0`, `message-1`, … */
export function queueEvent(bodies: readonly string[], queue: keyof typeof QUEUE_ARNS = 'delivery'): object {
  const attributes = { ApproximateReceiveCount: '1' };
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      receiptHandle: HANDLE,
      body,
      attributes,
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: QUEUE_ARNS[queue],
    })),
  };
}
