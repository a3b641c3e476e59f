import { RemovalPolicy } from 'aws-cdk-lib';
import { type Attribute, AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ALERT_STATE_TABLE, RECONCILIATION_GROUP, VERIFICATION_GROUP } from '../../contract/tables';
import type { TableKey } from '../tables/table-key';
import { onlyWrittenBy } from '../tables/table-policy';

/** A role that keeps rows of its own in the table. */
export interface StateKeeper {
  readonly role: IRole;
  /** The partition of its rows. */
  readonly group: string;
}

/** What the table is made with. */
export interface AlertStateProps {
  /** The role that reads and writes it. */
  readonly writer: IRole;
  /** The checks that keep in it how far they have come. */
  readonly keepers: readonly StateKeeper[];
  /** The key of the tables: what waits for a digest names people and what they did, too. */
  readonly key: TableKey;
}

/**
 * What was sent lately, by which alerts are suppressed, and what correlations count and have seen. This is not evidence:
 * without it, a few alerts come twice, and correlations begin anew. It is therefore removed with the stack.
 */
export class AlertState extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { writer, keepers, key }: AlertStateProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(ALERT_STATE_TABLE.partitionKey),
      sortKey: text(ALERT_STATE_TABLE.sortKey),
      globalSecondaryIndexes: ALERT_STATE_TABLE.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...index.projected],
      })),
      timeToLiveAttribute: ALERT_STATE_TABLE.timeToLive,
      billing: Billing.onDemand(),
      encryption: key.encryption,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
      resourcePolicy: onlyWrittenBy([writer, ...keepers.map(({ role }) => role)]),
    });
    key.encrypt(this.table);
    key.grantWriting(writer);
    for (const keeper of keepers) this.grantItsRows(keeper, key);
    const { tableArn } = this.table;
    const indexArns = ALERT_STATE_TABLE.indexes.map(({ name }) => `${tableArn}/index/${name}`);
    const writing = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
    Grant.addToPrincipal({ grantee: writer, actions: writing, resourceArns: [tableArn] });
    Grant.addToPrincipal({ grantee: writer, actions: ['dynamodb:GetItem'], resourceArns: [tableArn] });
    Grant.addToPrincipal({ grantee: writer, actions: ['dynamodb:Query'], resourceArns: [tableArn, ...indexArns] });
  }

  /** Lets a principal see how far the hourly comparison and the daily verification have come, and nothing else. */
  grantReadProgress(grantee: IGrantable, key: TableKey): void {
    this.grantRows(grantee, ['dynamodb:GetItem'], [RECONCILIATION_GROUP, VERIFICATION_GROUP]);
    key.grantReading(grantee);
  }

  private grantItsRows({ role, group }: StateKeeper, key: TableKey): void {
    key.grantWriting(role);
    this.grantRows(role, ['dynamodb:GetItem', 'dynamodb:PutItem'], [group]);
  }

  private grantRows(grantee: IGrantable, actions: string[], groups: string[]): void {
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': groups } },
    });
  }
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}
