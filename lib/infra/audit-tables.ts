import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DELIVERIES_TABLE, EVENTS_TABLE, type TableDefinition, TERMS_TABLE } from '../core/rows/tables';
import { onlyWrittenBy } from './table-policy';

/** What the tables are made with. */
export interface AuditTablesProps {
  /** The roles that may write rows; every other principal of the account is refused. */
  readonly writers: readonly IRole[];
}

/** The three tables. Rows outlive the stack: tables are kept, protected from deletion and recoverable for 35 days. */
export class AuditTables extends Construct {
  readonly events: TableV2;
  readonly terms: TableV2;
  readonly deliveries: TableV2;

  constructor(scope: Construct, id: string, props: AuditTablesProps) {
    super(scope, id);
    // Alerting reads each new row whole; rows never change in a way that it would have to compare.
    this.events = this.createTable('Events', EVENTS_TABLE, props.writers, StreamViewType.NEW_IMAGE);
    this.terms = this.createTable('Terms', TERMS_TABLE, props.writers);
    this.deliveries = this.createTable('Deliveries', DELIVERIES_TABLE, props.writers);
  }

  /**
   * Lets the ingest function put rows and look up what it put before. `BatchWriteItem` can delete as well as put
   * (DynamoDB API reference), so only Terms, which can be built again from Events, are written in batches.
   */
  grantIngest(grantee: IGrantable): void {
    const evidence = [this.events.tableArn, this.deliveries.tableArn];
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resourceArns: evidence });
    const batched = ['dynamodb:BatchWriteItem', 'dynamodb:PutItem'];
    Grant.addToPrincipal({ grantee, actions: batched, resourceArns: [this.terms.tableArn] });
  }

  /** Lets a principal read which log files were indexed. */
  grantReadReceipts(grantee: IGrantable): void {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.deliveries.tableArn] });
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
  }

  private createTable(
    id: string,
    definition: TableDefinition,
    writers: readonly IRole[],
    dynamoStream?: StreamViewType,
  ): TableV2 {
    return new TableV2(this, id, {
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
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: onlyWrittenBy(writers),
    });
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
