import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { IngestEnvironment } from '../app/environment';
import { indexingOf } from '../app/indexing-configuration';
import { METRICS_NAMESPACE } from '../app/metric-names';
import { EventWriter } from '../app/store-events';
import { DynamoDbEventStore } from './dynamodb-event-store';
import { DynamoDbReceiptStore } from './dynamodb-receipt-store';
import { dynamoDbClient, type Tables } from './dynamodb-tables';
import type { IngestHandlerDependencies } from './ingest-handler';
import { IngestReport } from './ingest-report';
import { S3LogFiles } from './s3-log-files';
import { WriteMeter } from './write-meter';

/** Where the services are, other than at AWS: the embedded ones. */
export interface ServiceSettings {
  readonly s3?: S3ClientConfig;
  readonly dynamodb?: Parameters<typeof dynamoDbClient>[0];
}

/** The dependencies of the ingest function for an environment. The bucket is read in its own region. */
export function ingestDependencies(
  environment: IngestEnvironment,
  settings: ServiceSettings = {},
): IngestHandlerDependencies {
  const { EVENTS_TABLE_NAME: events, TERMS_TABLE_NAME: terms, DELIVERIES_TABLE_NAME: deliveries } = environment;
  const tables: Tables = { client: dynamoDbClient(settings.dynamodb), names: { events, terms, deliveries } };
  const s3 = new S3Client({ region: environment.LOG_BUCKET_REGION, ...settings.s3 });
  const bucket = { name: environment.LOG_BUCKET_NAME, owner: environment.LOG_BUCKET_OWNER };
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: 'ingest' });
  return {
    logFiles: new S3LogFiles(s3, bucket),
    events: new EventWriter(new DynamoDbEventStore(tables, new WriteMeter())),
    receipts: new DynamoDbReceiptStore(tables),
    now: () => new Date(),
    indexing: indexingOf(environment),
    report: new IngestReport(new Logger({ serviceName: 'ingest' }), metrics),
    flush: () => metrics.publishStoredMetrics(),
  };
}
