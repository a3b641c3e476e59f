import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoDbClient, type Tables } from '../../adapters/dynamodb/dynamodb-tables';
import { eventReading } from '../../adapters/dynamodb/event-reading';
import { DynamoDbExportStates } from '../../adapters/dynamodb/export/dynamodb-export-states';
import { DynamoDbRegisteredDays } from '../../adapters/dynamodb/export/dynamodb-registered-days';
import { GluePartitions } from '../../adapters/glue/glue-partitions';
import { parquetFiles } from '../../adapters/parquet/parquet-file';
import { S3ExportTarget } from '../../adapters/s3/s3-export-target';
import { S3Runs } from '../../adapters/s3/s3-runs';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import { endpointInEnvironment } from '../../adapters/signing/service-endpoint';
import type { SigningConfig } from '../../adapters/signing/signed-requests';
import { findEvents } from '../../app/ask/find-events';
import { withEvidence } from '../../app/ask/with-evidence';
import type { ContinuedDependencies } from '../../app/export/continue-day';
import type { Deadline } from '../../app/ports/deadline';
import type { PartitionCatalog } from '../../app/ports/export/partition-catalog';
import type { ExportEnvironment } from '../../contract/environment';
import { EXPORT_SCHEMAS, type ExportSchema, WORK_FOLDER } from '../../contract/export';
import { exportColumns, rowMaker } from '../../core/export/export-form';
import { planned } from '../../core/query/planned-query';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { functionMetrics } from '../function-metrics';
import { REQUEST_SETTINGS, S3_SETTINGS, type ServiceSettings } from '../service-settings';
import type { ExportHandlerDependencies } from './export-handler';
import { ExportReport } from './export-report';

/** The name of the function in its log and its metrics. */
const SERVICE = 'export';

/** The environment names no schema of an export. */
export class UnknownSchemaError extends Error {
  constructor(readonly schema: string) {
    super(`EXPORT_SCHEMA is '${schema}': expected ${EXPORT_SCHEMAS.join(' or ')}`);
    this.name = 'UnknownSchemaError';
  }
}

/** The dependencies of the function of the scheduled export, from its environment. Throws `UnknownSchemaError`. */
export function exportDependencies(
  environment: ExportEnvironment,
  settings: ServiceSettings = {},
  now: () => Date = () => new Date(),
): ExportHandlerDependencies {
  const { EVENTS_TABLE_NAME: events, TERMS_TABLE_NAME: terms, DELIVERIES_TABLE_NAME: deliveries } = environment;
  const { EXPORT_BUCKET_NAME: bucket, EXPORT_PREFIX: prefix } = environment;
  const schema = schemaOf(environment);
  const client = dynamoDbClient({ ...REQUEST_SETTINGS, ...settings.dynamodb });
  const s3 = withoutLogging(new S3Client({ ...S3_SETTINGS, ...settings.s3 }));
  const tables: Tables = { client, names: { events, terms, deliveries } };
  const metrics = functionMetrics(SERVICE, environment.STACK_NAME);
  const targetBy = (deadline: Deadline) => new S3ExportTarget(s3, { bucket, prefix }, deadline, now);
  const registered = new DynamoDbRegisteredDays(client, environment.ALERT_STATE_TABLE_NAME);
  const catalog = catalogOf(environment, schema, client.config, settings.glue);
  return {
    by: async (deadline, corrupt) => ({
      states: new DynamoDbExportStates(client, environment.ALERT_STATE_TABLE_NAME),
      target: targetBy(deadline),
      runs: new S3Runs(s3, { bucket, prefix: `${prefix}${WORK_FOLDER}/scheduled/` }, deadline),
      columns: exportColumns(schema, false),
      rowOf: rowMaker(schema, false),
      newColumnFile: await parquetFiles(),
      events: eventsOf(tables, schema, corrupt, now),
      question: { format: 'parquet', schema, words: [], record: false },
      place: `s3://${bucket}/${prefix}`,
      now,
    }),
    registeringBy: (deadline) => ({ target: targetBy(deadline), states: registered, ...(catalog && { catalog }) }),
    report: new ExportReport(new Logger({ serviceName: SERVICE }), metrics),
    flush: () => metrics.publishStoredMetrics(),
  };
}

/** The table of Glue over the export, if the stack has one. */
function catalogOf(
  { EXPORT_TABLE, EXPORT_BUCKET_NAME, EXPORT_PREFIX, URL_SUFFIX }: ExportEnvironment,
  schema: ExportSchema,
  signing: SigningConfig,
  endpoint: string | undefined,
): PartitionCatalog | undefined {
  const [database = '', table] = EXPORT_TABLE.split('.');
  if (table === undefined) return undefined;
  const location = `s3://${EXPORT_BUCKET_NAME}/${EXPORT_PREFIX}`;
  const address = (region: string) =>
    endpoint ?? endpointInEnvironment('glue') ?? `https://glue.${region}.${URL_SUFFIX}/`;
  return new GluePartitions({ database, table, location, columns: exportColumns(schema, false) }, address, signing);
}

function schemaOf({ EXPORT_SCHEMA: given }: ExportEnvironment): ExportSchema {
  const schema = EXPORT_SCHEMAS.find((each) => each === given);
  if (schema === undefined) throw new UnknownSchemaError(given);
  return schema;
}

/** What `ssm-audit export` reads without conditions. */
function eventsOf(
  tables: Tables,
  schema: ExportSchema,
  corrupt: CorruptRows,
  now: () => Date,
): ContinuedDependencies['events'] {
  const { reader } = eventReading(tables, corrupt);
  return (since, until) => {
    const question = planned({ since, until, oldestFirst: true, record: schema === 'ocsf' });
    return withEvidence(reader, findEvents({ reader, now, corrupt, withEvidence: true }, question));
  };
}
