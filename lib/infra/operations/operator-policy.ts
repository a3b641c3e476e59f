import { Grant, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { WorkQueue } from '../queues/work-queue';

/** What operators send to. */
export interface OperatorPolicyProps {
  readonly backfill: WorkQueue;
  /** Your own key of the queues. */
  readonly key: IKey | undefined;
}

/**
 * A managed policy for those who run `reconcile --repair` and `backfill`, beside the policy for auditors: it lets them
 * send to the backfill queue. Whoever sends encrypts, so it allows to use the key of the queue.
 */
export class OperatorPolicy extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { backfill, key }: OperatorPolicyProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Has log files indexed again: sends to the backfill queue of the Systems Manager audit',
    });
    const { queueArn } = backfill.queue;
    Grant.addToPrincipal({ grantee: this.policy, actions: ['sqs:SendMessage'], resourceArns: [queueArn] });
    if (!key) return;
    const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
    Grant.addToPrincipal({ grantee: this.policy, actions, resourceArns: [key.keyArn] });
  }
}
