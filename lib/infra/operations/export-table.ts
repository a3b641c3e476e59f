import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PARQUET, PARTITION_KEYS, tableColumns, tableName } from '../../core/export/athena-table';
import { exportColumns } from '../../core/export/export-form';
import type { AuditOptions } from '../settings/configuration';

/** The export that a table is made over. */
export type ExportTableProps = Pick<
  AuditOptions,
  'exportBucketName' | 'exportKeyArn' | 'exportPrefix' | 'exportSchema'
>;

/** How many bytes a question may read: $0.50 at $5 a terabyte, and a year of some hundred million events a year. */
const MOST_BYTES = 100 * 1024 ** 3;

/**
 * Lets Athena ask an export: a table in Glue, in a database of the stack's name, and a workgroup of that name, which says
 * where answers go and how much a question may read. The table has the partitions that the function registers: nobody knows
 * the accounts of an organization when the template is made.
 */
export class ExportTable extends Construct {
  /** The database and the table, with a dot between them. */
  readonly name: string;
  private readonly database: string;
  private readonly table: string;

  constructor(scope: Construct, id: string, props: ExportTableProps) {
    super(scope, id);
    this.database = databaseName(Stack.of(this).stackName);
    this.table = tableName(props.exportSchema);
    this.name = `${this.database}.${this.table}`;
    const catalogId = Stack.of(this).account;
    const database = new CfnDatabase(this, 'Database', {
      catalogId,
      databaseInput: { name: this.database, description: 'The export of the Systems Manager audit' },
    });
    const table = new CfnTable(this, 'Table', {
      catalogId,
      databaseName: this.database,
      tableInput: tableInput(this.table, props),
    });
    table.addResourceDependency(database);
    newWorkGroup(this, props);
  }

  /** Lets a function register partitions of this table, and see none. */
  grantRegister(grantee: IGrantable): void {
    const arn = (resource: string, resourceName?: string) =>
      Stack.of(this).formatArn({ service: 'glue', resource, ...(resourceName !== undefined && { resourceName }) });
    Grant.addToPrincipal({
      grantee,
      actions: ['glue:BatchCreatePartition'],
      resourceArns: [arn('catalog'), arn('database', this.database), arn('table', `${this.database}/${this.table}`)],
    });
  }
}

/** Athena takes names of databases without hyphens and capital letters. */
function databaseName(stackName: string): string {
  return stackName.toLowerCase().replaceAll('-', '_');
}

function tableInput(
  name: string,
  { exportBucketName, exportPrefix, exportSchema }: ExportTableProps,
): CfnTable.TableInputProperty {
  const { inputFormat, outputFormat, serializationLibrary } = PARQUET;
  return {
    name,
    description: 'Events by region, account and UTC day',
    tableType: 'EXTERNAL_TABLE',
    parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
    partitionKeys: [...PARTITION_KEYS],
    storageDescriptor: {
      columns: [...tableColumns(exportColumns(exportSchema, false))],
      location: `s3://${exportBucketName}/${exportPrefix}/`,
      inputFormat,
      outputFormat,
      serdeInfo: { serializationLibrary },
    },
  };
}

/** What a question costs and where its answer lies is the workgroup's to say, not the caller's. */
function newWorkGroup(scope: ExportTable, { exportBucketName, exportPrefix, exportKeyArn }: ExportTableProps): void {
  new CfnWorkGroup(scope, 'WorkGroup', {
    name: Stack.of(scope).stackName,
    description: 'Questions about the export of the Systems Manager audit',
    // Whoever removes the stack removes the history of questions with it. Answers stay in the bucket.
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: MOST_BYTES,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        // Beside the export, not below it: a table would read its own answers.
        outputLocation: `s3://${exportBucketName}/${exportPrefix}-answers/`,
        encryptionConfiguration:
          exportKeyArn === '' ? { encryptionOption: 'SSE_S3' } : { encryptionOption: 'SSE_KMS', kmsKey: exportKeyArn },
      },
    },
  });
}
