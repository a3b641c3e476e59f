import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDbNewestReceipts } from '../../adapters/dynamodb/dynamodb-newest-receipts';
import { COMPARED_ATTRIBUTES, DynamoDbReceiptFolders } from '../../adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReconciliationStates } from '../../adapters/dynamodb/dynamodb-reconciliation-states';
import { dynamoDbClient } from '../../adapters/dynamodb/dynamodb-tables';
import { REQUEST_MS } from '../../adapters/retry/pause';
import { RETRYING } from '../../adapters/retry/retrying';
import { S3LogListing } from '../../adapters/s3/s3-log-listing';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import type { ReconcileEnvironment } from '../../contract/environment';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { functionMetrics } from '../function-metrics';
import type { ServiceSettings } from '../service-settings';
import type { ReconcileHandlerDependencies } from './reconcile-handler';
import { ReconcileReport } from './reconcile-report';

/** How long a connection may take, in milliseconds. Otherwise, a dead connection would hold up the check. */
const CONNECTION_MS = 2_000;

/** No request takes longer than the deadline allows. */
const REQUEST_HANDLER = { connectionTimeout: CONNECTION_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true };

/**
 * The dependencies of the reconcile function, from its environment. It lists the bucket in the region that the stack
 * names, or else in the region that S3 names.
 */
export function reconcileDependencies(
  environment: ReconcileEnvironment,
  settings: ServiceSettings = {},
): ReconcileHandlerDependencies {
  const dynamodb = dynamoDbClient({ requestHandler: REQUEST_HANDLER, ...settings.dynamodb });
  const tables = { client: dynamodb, names: { deliveries: environment.DELIVERIES_TABLE_NAME } };
  const region = environment.LOG_BUCKET_REGION;
  const s3 = withoutLogging(
    new S3Client({
      ...RETRYING,
      requestHandler: REQUEST_HANDLER,
      followRegionRedirects: true,
      region,
      ...settings.s3,
    }),
  );
  const bucket = { name: environment.LOG_BUCKET_NAME, owner: environment.LOG_BUCKET_OWNER };
  const metrics = functionMetrics('reconcile', environment.STACK_NAME);
  const report = new ReconcileReport(new Logger({ serviceName: 'reconcile' }), metrics);
  return {
    sources: (compareBy) => ({
      listing: new S3LogListing(s3, bucket, environment.LOG_PREFIX, compareBy),
      receipts: new DynamoDbReceiptFolders(tables, compareBy, COMPARED_ATTRIBUTES),
      newest: new DynamoDbNewestReceipts(tables, bucket.name, new CorruptRows((row) => report.corrupt(row)), compareBy),
    }),
    states: new DynamoDbReconciliationStates(dynamodb, environment.ALERT_STATE_TABLE_NAME),
    report,
    now: () => new Date(),
    flush: () => metrics.publishStoredMetrics(),
  };
}
