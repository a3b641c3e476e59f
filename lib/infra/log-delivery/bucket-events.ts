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
  /** Whether the bucket belongs to another account, whose event bus has to send its events here. */
  readonly ofAnotherAccount: boolean;
}

/**
 * The events of new log files that S3 sends to EventBridge, for a bucket without a delivery topic. Notifications to a
 * queue or topic would not do: a bucket has one notification configuration, which you can only set whole and which
 * belongs to the owner, and the queue or topic would have to be in the region of the bucket. EventBridge is one switch,
 * leaves other notifications as they are, and crosses regions and accounts.
 */
export class BucketEvents extends Construct implements Announcements {
  readonly topicArn = undefined;
  private readonly logs: LogSource;

  constructor(scope: Construct, id: string, { logs, ofAnotherAccount }: BucketEventsProps) {
    super(scope, id);
    this.logs = logs;
    if (ofAnotherAccount) this.admit(logs.account);
  }

  /** What EventBridge cannot hand over goes to the dead letters. */
  feed(work: WorkQueue): void {
    const { queue, deadLetters } = work;
    const { source, detail, 'detail-type': detailType } = newLogFilePattern(this.logs);
    const rule = new Rule(this, 'Rule', {
      description: 'Announces each log file that CloudTrail writes to the bucket of the trail',
      eventPattern: { source, detailType, account: [this.logs.account], detail },
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
    work.onlyFedBy(rule.ruleArn);
  }

  /**
   * Lets the account of the bucket put S3's events on the event bus. A rule in that account has to do so. This is the
   * plain resource, because cdk-nag reads a property of the CDK's own class that warns about its deprecation.
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

/**
 * The pattern for events of new log files (EventBridge user guide: event patterns), for the rule here and for a rule
 * that sends them here.
 */
export function newLogFilePattern({ bucket, folder }: LogSource) {
  return {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ wildcard: `${folder}*/CloudTrail/*` }] } },
  };
}
