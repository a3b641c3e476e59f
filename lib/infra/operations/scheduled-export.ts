import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type Role } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ExportEnvironment } from '../../contract/environment';
import { WORK_FOLDER } from '../../contract/export';
import type { AuditOptions } from '../settings/configuration';
import type { AuditTables } from '../tables/audit-tables';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';
import { ExportTable } from './export-table';
import { ScheduledCheck } from './scheduled-check';

/** What is exported, and where. */
export interface ScheduledExportProps {
  readonly role: Role;
  readonly tables: AuditTables;
  /** The table that keeps how far the export has come. */
  readonly state: Pick<TableV2, 'tableName'>;
  readonly configuration: Pick<
    AuditOptions,
    'exportBucketName' | 'exportKeyArn' | 'exportPrefix' | 'exportSchema' | 'exportTable' | 'sourceMaps'
  >;
}

/** Why the policy names objects with a wildcard. */
const OBJECTS = 'an export has an object for each account, region and day, and only its prefix is named';

/**
 * Exports finished days to a bucket of somebody's choice, so that other engines answer questions over years. Runs every
 * hour, because a day of a large organization takes several runs.
 */
export class ScheduledExport extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledExportProps) {
    super(scope, id);
    const { role, tables, state, configuration } = props;
    const { exportBucketName, exportPrefix, exportSchema, sourceMaps } = configuration;
    const prefix = exportPrefix === '' ? '' : `${exportPrefix}/`;
    const table = configuration.exportTable ? new ExportTable(this, 'Table', configuration) : undefined;
    const environment: ExportEnvironment = {
      EVENTS_TABLE_NAME: tables.events.tableName,
      TERMS_TABLE_NAME: tables.terms.tableName,
      DELIVERIES_TABLE_NAME: tables.deliveries.tableName,
      ALERT_STATE_TABLE_NAME: state.tableName,
      EXPORT_BUCKET_NAME: exportBucketName,
      EXPORT_PREFIX: prefix,
      EXPORT_SCHEMA: exportSchema,
      EXPORT_TABLE: table?.name ?? '',
      URL_SUFFIX: Stack.of(this).urlSuffix,
      STACK_NAME: Stack.of(this).stackName,
    };
    new ScheduledCheck(this, 'Hourly', {
      name: 'export',
      description: 'Exports finished days as Parquet',
      environment: { ...environment },
      role,
      timeout: Duration.minutes(15),
      // One processor, which reading and compressing use all the time.
      memoryMb: 1769,
      sourceMaps,
    });
    tables.grantExport(role);
    table?.grantRegister(role);
    this.grantPlace(Bucket.fromBucketName(this, 'Bucket', exportBucketName), prefix, props);
  }

  /** The objects of the prefix, and of the bucket nothing but the list of what is there. It deletes only its own work. */
  private grantPlace(bucket: IBucket, prefix: string, { role, configuration }: ScheduledExportProps): void {
    const objects = bucket.arnForObjects(`${prefix}*`);
    const work = bucket.arnForObjects(`${prefix}${WORK_FOLDER}/*`);
    const writing = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'];
    Grant.addToPrincipal({ grantee: role, actions: writing, resourceArns: [objects] });
    Grant.addToPrincipal({ grantee: role, actions: ['s3:DeleteObject'], resourceArns: [work] });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:ListBucket'],
      resourceArns: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } },
    });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:ListBucketMultipartUploads'],
      resourceArns: [bucket.bucketArn],
    });
    if (configuration.exportKeyArn !== '') {
      const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
      Grant.addToPrincipal({ grantee: role, actions, resourceArns: [configuration.exportKeyArn] });
    }
    for (const each of [objects, work]) acknowledgeWildcard(role, each, OBJECTS);
  }
}
