import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ALERT_STATE_TABLE } from '../../contract/tables';
import { onlyWrittenBy } from '../tables/table-policy';

/** What the table is made with. */
export interface AlertStateProps {
  /** The only role that reads and writes it. */
  readonly writer: IRole;
}

/**
 * What was sent lately: the memory of suppression. No evidence: without it a few alerts come twice,
 * so it is removed with the stack.
 */
export class AlertState extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { writer }: AlertStateProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: ALERT_STATE_TABLE.partitionKey, type: AttributeType.STRING },
      timeToLiveAttribute: ALERT_STATE_TABLE.timeToLive,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
      resourcePolicy: onlyWrittenBy([writer]),
    });
    Grant.addToPrincipal({
      grantee: writer,
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resourceArns: [this.table.tableArn],
    });
  }
}
