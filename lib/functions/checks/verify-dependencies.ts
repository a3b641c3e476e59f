import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { RequestedPublicKeys } from '../../adapters/cloudtrail/requested-public-keys';
import { DynamoDbReceiptFolders } from '../../adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReceiptStore } from '../../adapters/dynamodb/dynamodb-receipt-store';
import { dynamoDbClient, type Tables } from '../../adapters/dynamodb/dynamodb-tables';
import { DynamoDbTermReader } from '../../adapters/dynamodb/dynamodb-term-reader';
import { DynamoDbVerificationStates } from '../../adapters/dynamodb/dynamodb-verification-states';
import { eventReading } from '../../adapters/dynamodb/event-reading';
import { S3AuditedBucket } from '../../adapters/s3/s3-audited-bucket';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import { expectedIndexing, expectedSettings } from '../../app/ingest/indexing-configuration';
import type { Deadline } from '../../app/ports/deadline';
import { trailOfArn } from '../../app/verify/verified-digests';
import type { VerifyDependencies } from '../../app/verify/verify-trail';
import type { VerifyEnvironment } from '../../contract/environment';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { functionMetrics } from '../function-metrics';
import { REQUEST_SETTINGS, S3_SETTINGS, type ServiceSettings } from '../service-settings';
import type { VerifyHandlerDependencies } from './verify-handler';
import { VerifyReport } from './verify-report';

/** The name of the function in its log and its metrics. */
const SERVICE = 'verify';

/** Where the services are if not at AWS, and the clock. */
export interface VerifySettings extends ServiceSettings {
  /** The address of CloudTrail in every region. */
  readonly cloudTrail?: string;
  readonly now?: () => Date;
}

/** The dependencies of the function that verifies finished days, from its environment. */
export function verifyDependencies(
  environment: VerifyEnvironment,
  settings: VerifySettings = {},
): VerifyHandlerDependencies {
  const now = settings.now ?? (() => new Date());
  const client = dynamoDbClient({ ...REQUEST_SETTINGS, ...settings.dynamodb });
  const tables = tablesOf(environment, client);
  const s3 = withoutLogging(new S3Client({ ...S3_SETTINGS, region: environment.LOG_BUCKET_REGION, ...settings.s3 }));
  const owned = { name: environment.LOG_BUCKET_NAME, owner: environment.LOG_BUCKET_OWNER };
  const bucket = new S3AuditedBucket(s3, owned, environment.LOG_PREFIX);
  const present = expectedSettings(environment);
  const metrics = functionMetrics(SERVICE, environment.STACK_NAME);
  const endpointOf = (region: string) =>
    settings.cloudTrail ?? `https://cloudtrail.${region}.${environment.URL_SUFFIX}/`;
  const sourcesBy = (deadline: Deadline) => (formerly: readonly string[]) => ({
    ...storeSources(tables),
    bucket,
    publicKeys: new RequestedPublicKeys(client.config, endpointOf, deadline),
    trail: trailOfArn(environment.TRAIL_ARN),
    indexing: { ...expectedIndexing(present), formerly: formerly.map(expectedIndexing) },
    now,
  });
  return {
    by: (deadline) => ({
      states: new DynamoDbVerificationStates(client, environment.ALERT_STATE_TABLE_NAME, now),
      settings: present,
      sources: sourcesBy(deadline),
      now,
    }),
    report: new VerifyReport(new Logger({ serviceName: SERVICE }), metrics),
    flush: () => metrics.publishStoredMetrics(),
  };
}

function tablesOf(environment: VerifyEnvironment, client: Tables['client']): Tables {
  const { EVENTS_TABLE_NAME: events, TERMS_TABLE_NAME: terms, DELIVERIES_TABLE_NAME: deliveries } = environment;
  return { client, names: { events, terms, deliveries } };
}

/** What reads the tables. Corrupt rows are those of one run. */
function storeSources(
  tables: Tables,
): Pick<VerifyDependencies, 'corrupt' | 'newest' | 'reader' | 'receiptFolders' | 'receipts' | 'terms'> {
  const corrupt = new CorruptRows();
  const { reader, receipts: newest } = eventReading(tables, corrupt);
  return {
    corrupt,
    reader,
    newest,
    receipts: new DynamoDbReceiptStore(tables),
    receiptFolders: new DynamoDbReceiptFolders(tables),
    terms: new DynamoDbTermReader(tables),
  };
}
