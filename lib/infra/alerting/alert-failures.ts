import { Duration, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, Grant, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What the queues are made with. */
export interface AlertFailuresProps {
  /** The role of the alert function. Only this role sends messages here, and it takes them again. */
  readonly sender: IRole;
}

/** The longest retention that SQS has. */
const RETENTION = Duration.days(14);

const SENDING_AND_TAKING = ['ChangeMessageVisibility', 'DeleteMessage', 'ReceiveMessage', 'SendMessage'].map(
  (action) => `sqs:${action}`,
);

const SEALED: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: RETENTION };

/** The queues of alerts that did not arrive. None may be lost, and both queues have an alarm. */
export class AlertFailures extends Construct {
  /** Messages that could not be published, rendered. */
  readonly queue: Queue;
  /** Messages that SNS could not deliver to a subscriber. */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { sender }: AlertFailuresProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', SEALED);
    this.undelivered = new Queue(this, 'Undelivered', SEALED);
    Grant.addToPrincipal({ grantee: sender, actions: SENDING_AND_TAKING, resourceArns: [this.queue.queueArn] });
    this.queue.addToResourcePolicy(onlySentBy(sender, this.queue));
    for (const queue of [this.queue, this.undelivered]) {
      const reason =
        'failures end here, and the function tries them again, so this queue needs no dead letters of its own';
      Validations.of(queue).acknowledge(
        { id: 'AwsSolutions-SQS3', reason },
        { id: 'Serverless-SQSRedrivePolicy', reason },
      );
    }
  }
}

function onlySentBy(sender: IRole, { queueArn }: Queue): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyTheAlertFunctionSends',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': sender.roleArn } },
  });
}
