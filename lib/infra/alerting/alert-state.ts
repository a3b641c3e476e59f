import { RemovalPolicy } from 'aws-cdk-lib';
import { type Attribute, AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ALERT_STATE_TABLE, VERIFICATION_GROUP } from '../../contract/tables';
import type { TableKey } from '../tables/table-key';
import { onlyWrittenBy } from '../tables/table-policy';

/** What the table is made with. */
export interface AlertStateProps {
  /** The role that reads and writes it. */
  readonly writer: IRole;
  /** The role that keeps one row in it, if there is a scheduled verification: how far that has come. */
  readonly verifier?: IRole | undefined;
  /** The key of the tables: what waits for a digest names people and what they did, too. */
  readonly key: TableKey;
}

/**
 * What was sent lately, by which alerts are suppressed, and what correlations count and have seen. This is not evidence:
 * without it, a few alerts come twice, and correlations begin anew. It is therefore removed with the stack.
 */
export class AlertState extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { writer, verifier, key }: AlertStateProps) {
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
      resourcePolicy: onlyWrittenBy(verifier ? [writer, verifier] : [writer]),
    });
    key.encrypt(this.table);
    key.grantWriting(writer);
    if (verifier) this.grantItsRow(verifier, key);
    const { tableArn } = this.table;
    const indexArns = ALERT_STATE_TABLE.indexes.map(({ name }) => `${tableArn}/index/${name}`);
    const writing = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
    Grant.addToPrincipal({ grantee: writer, actions: writing, resourceArns: [tableArn] });
    Grant.addToPrincipal({ grantee: writer, actions: ['dynamodb:GetItem'], resourceArns: [tableArn] });
    Grant.addToPrincipal({ grantee: writer, actions: ['dynamodb:Query'], resourceArns: [tableArn, ...indexArns] });
  }

  private grantItsRow(verifier: IRole, key: TableKey): void {
    key.grantWriting(verifier);
    Grant.addToPrincipal({
      grantee: verifier,
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [VERIFICATION_GROUP] } },
    });
  }
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}
