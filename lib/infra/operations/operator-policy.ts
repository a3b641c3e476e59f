import { Grant, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { WorkQueue } from '../queues/work-queue';
import type { TermRebuilding } from './term-rebuilding';

/** What operators send to, and ask. */
export interface OperatorPolicyProps {
  readonly backfill: WorkQueue;
  readonly rebuilding: TermRebuilding;
  /** Your own key of the queues. */
  readonly key: IKey | undefined;
}

/**
 * A managed policy for those who run `reconcile --repair` and `backfill`, beside the policy for auditors: it lets them
 * send to the backfill queue. Whoever sends encrypts, so it allows to use the key of the queue. `rebuild-terms` invokes the
 * function that rebuilds Terms.
 */
export class OperatorPolicy extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { backfill, rebuilding, key }: OperatorPolicyProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Has log files indexed again, and Terms rebuilt, in the Systems Manager audit',
    });
    const { queueArn } = backfill.queue;
    Grant.addToPrincipal({ grantee: this.policy, actions: ['sqs:SendMessage'], resourceArns: [queueArn] });
    const { functionArn } = rebuilding.function;
    Grant.addToPrincipal({ grantee: this.policy, actions: ['lambda:InvokeFunction'], resourceArns: [functionArn] });
    if (!key) return;
    const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
    Grant.addToPrincipal({ grantee: this.policy, actions, resourceArns: [key.keyArn] });
  }
}
