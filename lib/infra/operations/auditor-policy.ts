import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import type { LogSource } from '../log-delivery/log-source';
import type { AuditTables } from '../tables/audit-tables';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';

/** What auditors may see. */
export interface AuditorPolicyProps {
  /** Rows and receipts that auditors may read. */
  readonly tables: AuditTables;
  /** Log files that auditors may read. */
  readonly logs: LogSource;
  /** Queues whose lengths auditors may see. */
  readonly queues: readonly IQueue[];
}

/**
 * A managed policy for auditors. It allows everything that the command line reads, and nothing that changes anything.
 */
export class AuditorPolicy extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AuditorPolicyProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Reads the Systems Manager audit: rows, receipts, log files, lengths of queues',
    });
    props.tables.grantQuery(this.policy);
    props.logs.grantReadLogFiles(this.policy);
    props.logs.grantList(this.policy);
    Grant.addToPrincipal({
      grantee: this.policy,
      actions: ['sqs:GetQueueAttributes'],
      resourceArns: props.queues.map((queue) => queue.queueArn),
    });
    seeOutputs(this.policy);
    seePublicKeys(this.policy);
  }
}

/** The keys that verify digests. */
function seePublicKeys(grantee: IGrantable & IConstruct): void {
  const anything = '*';
  Grant.addToPrincipal({ grantee, actions: ['cloudtrail:ListPublicKeys'], resourceArns: [anything] });
  acknowledgeWildcard(grantee, anything, 'public keys belong to no resource that a policy can name');
}

function seeOutputs(grantee: IGrantable & IConstruct): void {
  const stack = Stack.of(grantee);
  const anyOfThisName = stack.formatArn({
    service: 'cloudformation',
    resource: 'stack',
    resourceName: `${stack.stackName}/*`,
  });
  Grant.addToPrincipal({ grantee, actions: ['cloudformation:DescribeStacks'], resourceArns: [anyOfThisName] });
  acknowledgeWildcard(grantee, anyOfThisName, 'the ARN of a stack has an ID that nobody knows before the stack exists');
}
