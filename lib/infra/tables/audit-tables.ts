import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  CATALOGUE_TERM,
  DELIVERIES_TABLE,
  EVENTS_TABLE,
  type TableDefinition,
  TERMS_TABLE,
} from '../../contract/tables';
import type { Removal } from '../settings/retention-settings';
import { onlyWrittenBy } from './table-policy';

/** What the tables are made with. */
export interface AuditTablesProps {
  /** The roles that may write rows; every other principal of the account is refused. */
  readonly writers: readonly IRole[];
  /** A KMS key of one's own; without, DynamoDB's own key. */
  readonly key?: IKey | undefined;
  /**
   * What becomes of the tables when the stack is removed.
   * @default 'keep'
   */
  readonly removal?: Removal;
}

/** What reading and writing items of a table needs of its key (DynamoDB developer guide: encryption at rest). */
const READING_WITH_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITING_WITH_KEY = [...READING_WITH_KEY, 'kms:Encrypt', 'kms:GenerateDataKey'];

/**
 * The three tables. Rows outlive the stack unless told otherwise: tables are kept, protected from deletion and
 * recoverable for 35 days. Nothing that can be chosen changes a table's keys or name, so nothing replaces one.
 */
export class AuditTables extends Construct {
  readonly events: TableV2;
  readonly terms: TableV2;
  readonly deliveries: TableV2;
  private readonly key: IKey | undefined;

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
    this.grantKey(grantee, WRITING_WITH_KEY);
  }

  /** Lets a principal read which log files were indexed. */
  grantReadReceipts(grantee: IGrantable): void {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.deliveries.tableArn] });
    this.grantKey(grantee, READING_WITH_KEY);
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
    this.grantKey(grantee, READING_WITH_KEY);
  }

  /** Lets a principal decrypt what it reads of a table or its stream by grants of its own. */
  grantDecrypt(grantee: IGrantable): void {
    this.grantKey(grantee, READING_WITH_KEY);
  }

  private grantKey(grantee: IGrantable, actions: string[]): void {
    if (this.key) Grant.addToPrincipal({ grantee, actions, resourceArns: [this.key.keyArn] });
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
      encryption: key ? TableEncryptionV2.awsManagedKey() : TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removal !== 'destroy',
      removalPolicy: removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      resourcePolicy: onlyWrittenBy(writers),
    });
    if (key) encryptWith(table, key);
    return table;
  }
}

/** Past the construct, which takes a key only in a stack whose region is known before deployment. */
function encryptWith(table: TableV2, key: IKey): void {
  const resource = table.node.defaultChild;
  if (resource instanceof CfnGlobalTable) {
    resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
