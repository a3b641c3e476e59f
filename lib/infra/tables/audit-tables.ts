import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  CATALOGUE_TERM,
  DELIVERIES_TABLE,
  EVENTS_TABLE,
  type TableDefinition,
  TERMS_TABLE,
} from '../../contract/tables';
import type { Removal } from '../settings/retention-settings';
import type { TableKey } from './table-key';
import { onlyWrittenBy } from './table-policy';

/** What the tables are made with. */
export interface AuditTablesProps {
  /** The roles that may write rows; every other principal of the account is refused. */
  readonly writers: readonly IRole[];
  readonly key: TableKey;
  /**
   * What becomes of the tables when the stack is removed.
   * @default 'keep'
   */
  readonly removal?: Removal;
}

/**
 * The three tables. Rows outlive the stack unless told otherwise: tables are kept, protected from deletion and
 * recoverable for 35 days. Nothing that can be chosen changes a table's keys or name, so nothing replaces one.
 */
export class AuditTables extends Construct {
  readonly events: TableV2;
  readonly terms: TableV2;
  readonly deliveries: TableV2;
  private readonly key: TableKey;

  constructor(scope: Construct, id: string, props: AuditTablesProps) {
    super(scope, id);
    this.key = props.key;
    // Alerting reads each new row whole; rows never change in a way that it would have to compare.
    this.events = this.createTable('Events', EVENTS_TABLE, props, StreamViewType.NEW_IMAGE);
    this.terms = this.createTable('Terms', TERMS_TABLE, props);
    this.deliveries = this.createTable('Deliveries', DELIVERIES_TABLE, props);
  }

  /**
   * Lets the ingest function put rows and look up what it put before. `BatchWriteItem` can delete as well as put
   * (DynamoDB API reference), so only Terms, which can be built again from Events, are written in batches. The catalogue,
   * which stands there, says where a record may stand that is read again.
   */
  grantIngest(grantee: IGrantable): void {
    const evidence = [this.events.tableArn, this.deliveries.tableArn];
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resourceArns: evidence });
    const batched = ['dynamodb:BatchWriteItem', 'dynamodb:PutItem'];
    Grant.addToPrincipal({ grantee, actions: batched, resourceArns: [this.terms.tableArn] });
    // Of Terms the catalogue alone, which tells over which partitions a name was spread before.
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.terms.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [CATALOGUE_TERM] } },
    });
    this.key.grantWriting(grantee);
  }

  /** Lets a principal read which log files were indexed. */
  grantReadReceipts(grantee: IGrantable): void {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.deliveries.tableArn] });
    this.key.grantReading(grantee);
  }

  /** Lets a principal ask: queries and look-ups by key, never a scan. */
  grantQuery(grantee: IGrantable): void {
    const tables = [this.events, this.terms, this.deliveries].map((table) => table.tableArn);
    const indexes = EVENTS_TABLE.indexes.map((index) => `${this.events.tableArn}/index/${index.name}`);
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:BatchGetItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query'],
      resourceArns: [...tables, ...indexes],
    });
    this.key.grantReading(grantee);
  }

  private createTable(
    id: string,
    definition: TableDefinition,
    { key, removal, writers }: AuditTablesProps,
    dynamoStream?: StreamViewType,
  ): TableV2 {
    const table = new TableV2(this, id, {
      ...(dynamoStream && { dynamoStream }),
      partitionKey: text(definition.partitionKey),
      sortKey: text(definition.sortKey),
      globalSecondaryIndexes: definition.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...index.projected],
      })),
      timeToLiveAttribute: definition.timeToLive,
      billing: Billing.onDemand(),
      encryption: key.encryption,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removal !== 'destroy',
      removalPolicy: removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      resourcePolicy: onlyWrittenBy(writers),
    });
    key.encrypt(table);
    return table;
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
