import { Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableClass, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { tableClassFor } from '../../contract/dynamodb-prices';
import {
  CATALOGUE_FOLDER,
  DELIVERIES_TABLE,
  EVENTS_TABLE,
  FORMER_CATALOGUE_TERM,
  type TableDefinition,
  TERMS_TABLE,
} from '../../contract/tables';
import { removalPolicyOf } from '../settings/removal-policy';
import { DEFAULT_RETENTION_DAYS, type RetentionOptions } from '../settings/retention-settings';
import { CLASS_BY_RETENTION, type StorageOptions } from '../settings/storage-settings';
import type { TableKey } from './table-key';
import { onlyWrittenBy } from './table-policy';

/** What the tables are made with. */
export interface AuditTablesProps
  extends Partial<StorageOptions & Pick<RetentionOptions, 'removal' | 'retentionDays'>> {
  /** The roles that may write rows. Every other principal of the account is refused. */
  readonly writers: readonly IRole[];
  /** The roles that may write rows of Terms beside them. */
  readonly termsWriters: readonly IRole[];
  readonly key: TableKey;
}

/**
 * The three tables. By default, they outlive the stack: they are kept and protected from deletion. Events and Deliveries are
 * recoverable for 35 days, and Terms can be made again from Events. No setting changes the keys or the name of a table, so nothing replaces one.
 */
export class AuditTables extends Construct {
  readonly events: TableV2;
  readonly terms: TableV2;
  readonly deliveries: TableV2;
  private readonly key: TableKey;

  constructor(scope: Construct, id: string, props: AuditTablesProps) {
    super(scope, id);
    this.key = props.key;
    // Alerting reads only new rows, whole, so it needs no old images.
    this.events = this.createTable('Events', EVENTS_TABLE, props, { dynamoStream: StreamViewType.NEW_IMAGE });
    this.terms = this.createTable('Terms', TERMS_TABLE, props, {
      writers: [...props.writers, ...props.termsWriters],
      isRecoverable: props.termsRecovery ?? false,
    });
    this.deliveries = this.createTable('Deliveries', DELIVERIES_TABLE, props);
    if (!props.termsRecovery) acknowledgeNoRecovery(this.terms);
  }

  /**
   * Lets the ingest function put rows and look up earlier ones. `BatchWriteItem` can delete as well as put (DynamoDB
   * API reference), so the function may use it only for Terms, which can be made again from Events. The catalogue says
   * in which partitions an earlier row of a record may be.
   */
  grantIngest(grantee: IGrantable): void {
    const evidence = [this.events.tableArn, this.deliveries.tableArn];
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resourceArns: evidence });
    // Of the rows nothing but their keys and version, which tells whether older ones are left.
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.events.tableArn],
      conditions: {
        'ForAllValues:StringEquals': {
          'dynamodb:Attributes': [EVENTS_TABLE.partitionKey, EVENTS_TABLE.sortKey, 'indexVersion'],
        },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    });
    const batched = ['dynamodb:BatchWriteItem', 'dynamodb:PutItem'];
    Grant.addToPrincipal({ grantee, actions: batched, resourceArns: [this.terms.tableArn] });
    this.grantCatalogue(grantee);
    this.key.grantWriting(grantee);
  }

  /** Lets a function read single events by key, and decrypt what it reads of the stream. */
  grantReadEvent(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:GetItem'], resourceArns: [this.events.tableArn] });
    this.key.grantReading(grantee);
  }

  /** Lets a principal read which log files were indexed. */
  grantReadReceipts(grantee: IGrantable): void {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.deliveries.tableArn] });
    this.key.grantReading(grantee);
  }

  /** Lets a function compare rows, terms and receipts with log files: queries and look-ups by key. */
  grantVerify(grantee: IGrantable): void {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
    const resourceArns = [this.events, this.terms, this.deliveries].map((table) => table.tableArn);
    Grant.addToPrincipal({ grantee, actions, resourceArns });
    this.key.grantReading(grantee);
  }

  /**
   * Lets a function make the rows of Terms again: it reads rows of Events and the catalogue, looks terms up by their keys, and
   * puts single terms. It writes no evidence, and deletes nothing.
   */
  grantRebuildTerms(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns: [this.events.tableArn] });
    const terms = ['dynamodb:BatchGetItem', 'dynamodb:PutItem'];
    Grant.addToPrincipal({ grantee, actions: terms, resourceArns: [this.terms.tableArn] });
    this.grantCatalogue(grantee);
    this.key.grantWriting(grantee);
  }

  /** Lets a function read all events: it queries rows, and looks up single ones by their keys. */
  grantExport(grantee: IGrantable): void {
    const actions = ['dynamodb:BatchGetItem', 'dynamodb:Query'];
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.events.tableArn] });
    this.grantCatalogue(grantee);
    this.key.grantReading(grantee);
  }

  /** Lets a principal ask questions: queries and look-ups by key, never a scan. */
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

  /** Only the catalogue, here and where it was before. It lists the partitions that there are, and those of former spreads. */
  private grantCatalogue(grantee: IGrantable): void {
    const places = [
      { table: this.deliveries, key: CATALOGUE_FOLDER },
      { table: this.terms, key: FORMER_CATALOGUE_TERM },
    ];
    for (const { table, key } of places) {
      Grant.addToPrincipal({
        grantee,
        actions: ['dynamodb:Query'],
        resourceArns: [table.tableArn],
        conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [key] } },
      });
    }
  }

  private createTable(id: string, definition: TableDefinition, props: AuditTablesProps, own: OwnProps = {}): TableV2 {
    const { key, removal } = props;
    const { dynamoStream, isRecoverable = true, writers = props.writers } = own;
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
      tableClass: classOf(props),
      encryption: key.encryption,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: isRecoverable },
      deletionProtection: removal !== 'destroy',
      removalPolicy: removalPolicyOf(removal),
      resourcePolicy: onlyWrittenBy(writers),
    });
    key.encrypt(table);
    return table;
  }
}

/** The properties in which tables differ. */
interface OwnProps {
  readonly dynamoStream?: StreamViewType;
  readonly isRecoverable?: boolean;
  readonly writers?: readonly IRole[];
}

function classOf({
  tableClass = CLASS_BY_RETENTION,
  retentionDays = DEFAULT_RETENTION_DAYS,
}: AuditTablesProps): TableClass {
  return TableClass[tableClass === CLASS_BY_RETENTION ? tableClassFor(retentionDays) : tableClass];
}

/**
 * Acknowledges that a table has no point-in-time recovery. Today's rule of cdk-nag looks at `AWS::DynamoDB::Table` alone, and a
 * later one may look at tables that can have replicas, too.
 */
function acknowledgeNoRecovery(terms: TableV2): void {
  Validations.of(terms).acknowledge({
    id: 'AwsSolutions-DDB3',
    reason:
      'each row of Terms derives from rows of Events, which are recoverable: ssm-audit rebuild-terms makes all of them again, and recovery of rows that can be derived again costs twice their storage',
  });
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
