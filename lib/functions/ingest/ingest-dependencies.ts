import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDbEventStore } from '../../adapters/dynamodb/dynamodb-event-store';
import { DynamoDbReceiptStore } from '../../adapters/dynamodb/dynamodb-receipt-store';
import { DynamoDbRenewalStore } from '../../adapters/dynamodb/dynamodb-renewal-store';
import { DynamoDbStandingRows } from '../../adapters/dynamodb/dynamodb-standing-row';
import { dynamoDbClient, type Tables } from '../../adapters/dynamodb/dynamodb-tables';
import { WriteMeter } from '../../adapters/dynamodb/write-meter';
import { SqsBackfillQueue } from '../../adapters/messaging/sqs-backfill-queue';
import { S3LogFiles } from '../../adapters/s3/s3-log-files';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import { indexingOf } from '../../app/ingest/indexing-configuration';
import { Renewals } from '../../app/ingest/renewals';
import { EventWriter } from '../../app/ingest/store-events';
import type { IngestEnvironment } from '../../contract/environment';
import { functionMetrics } from '../function-metrics';
import { REQUEST_SETTINGS, S3_SETTINGS, type ServiceSettings } from '../service-settings';
import type { IngestHandlerDependencies } from './ingest-handler';
import { IngestReport } from './ingest-report';

/** The name of the function in its log and its metrics. */
const SERVICE = 'ingest';

/**
 * An invocation of the code before a deployment may go on for as long as Lambda lets one, which is 15 minutes (Lambda quotas).
 * What each process looks at in an hour is one row of each partition that is not yet renewed.
 */
const RENEWING = { now: () => new Date(), graceMs: 20 * 60 * 1_000, intervalMs: 60 * 60 * 1_000 };

/**
 * The dependencies of the ingest function, from its environment. It reads the bucket in the region that the stack
 * names, or else in the region that S3 names.
 */
export function ingestDependencies(
  environment: IngestEnvironment,
  settings: ServiceSettings = {},
): IngestHandlerDependencies {
  const { EVENTS_TABLE_NAME: events, TERMS_TABLE_NAME: terms, DELIVERIES_TABLE_NAME: deliveries } = environment;
  const tables: Tables = {
    client: dynamoDbClient({ ...REQUEST_SETTINGS, ...settings.dynamodb }),
    names: { events, terms, deliveries },
  };
  const s3 = withoutLogging(new S3Client({ ...S3_SETTINGS, region: environment.LOG_BUCKET_REGION, ...settings.s3 }));
  const bucket = { name: environment.LOG_BUCKET_NAME, owner: environment.LOG_BUCKET_OWNER };
  const metrics = functionMetrics(SERVICE, environment.STACK_NAME);
  const report = new IngestReport(new Logger({ serviceName: SERVICE }), metrics);
  const meter = new WriteMeter();
  return {
    logFiles: new S3LogFiles(s3, bucket),
    events: new EventWriter(new DynamoDbEventStore(tables, meter), new DynamoDbStandingRows(tables)),
    receipts: new DynamoDbReceiptStore(tables, meter),
    now: () => new Date(),
    indexing: indexingOf(environment),
    renewals: new Renewals(new DynamoDbRenewalStore(tables), RENEWING),
    backfill: new SqsBackfillQueue(
      environment.BACKFILL_QUEUE_ARN,
      environment.BACKFILL_QUEUE_URL,
      tables.client.config,
    ),
    report,
    flush: () => {
      report.throttled(meter.takeThrottled());
      metrics.publishStoredMetrics();
    },
  };
}
