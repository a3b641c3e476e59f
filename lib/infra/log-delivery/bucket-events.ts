import { Aws, CfnResource, Names } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { WorkQueue } from '../queues/work-queue';
import type { Announcements } from './announcements';
import type { LogSource } from './log-source';

/** What the events are about. */
export interface BucketEventsProps {
  readonly logs: LogSource;
  /** Whether the bucket is of another account, whose event bus has to send its events here. */
  readonly ofAnotherAccount: boolean;
}

/**
 * New log files as S3 tells of them by way of EventBridge, for a bucket without a delivery topic. EventBridge and not a
 * notification to a queue or topic: a bucket has one notification configuration, which is set whole and is its owner's,
 * and a queue or topic would have to be in the bucket's own region. EventBridge is one switch, takes nothing from
 * whoever is notified already, and crosses regions and accounts.
 */
export class BucketEvents extends Construct implements Announcements {
  readonly topicArn = undefined;
  private readonly logs: LogSource;

  constructor(scope: Construct, id: string, { logs, ofAnotherAccount }: BucketEventsProps) {
    super(scope, id);
    this.logs = logs;
    if (ofAnotherAccount) this.admit(logs.account);
  }

  /** What cannot be handed over goes to the dead letters. */
  feed({ queue, deadLetters }: WorkQueue): void {
    const { source, detail, 'detail-type': detailType } = newLogFilePattern(this.logs);
    new Rule(this, 'Rule', {
      description: 'Announces each log file that is written to the bucket of the trail',
      eventPattern: { source, detailType, account: [this.logs.account], detail },
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
  }

  /**
   * Lets the bucket's account put S3's events on the event bus; a rule there has to do so. The plain resource, as cdk-nag
   * reads a property of the CDK's own class whose mere reading warns of being deprecated.
   */
  private admit(account: string): void {
    const admitted = new PolicyStatement({
      principals: [new AccountPrincipal(account)],
      actions: ['events:PutEvents'],
      resources: [`arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/default`],
      conditions: { StringEquals: { 'events:source': 'aws.s3', 'events:detail-type': 'Object Created' } },
    });
    new CfnResource(this, 'Admission', {
      type: 'AWS::Events::EventBusPolicy',
      properties: {
        StatementId: Names.uniqueResourceName(this, { maxLength: 64 }),
        Statement: admitted.toStatementJson(),
      },
    });
  }
}

/** The events of new log files (EventBridge user guide: event patterns), for the rule here and for one that sends them here. */
export function newLogFilePattern({ bucket, folder }: LogSource) {
  return {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ wildcard: `${folder}*/CloudTrail/*` }] } },
  };
}
