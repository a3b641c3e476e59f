import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import type { LogSource } from '../log-delivery/log-source';
import type { AuditTables } from '../tables/audit-tables';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';

/** What auditors may see. */
export interface AuditorPolicyProps {
  /** Rows and receipts that may be asked for. */
  readonly tables: AuditTables;
  /** Log files that may be read. */
  readonly logs: LogSource;
  /** Queues whose lengths may be seen. */
  readonly queues: readonly IQueue[];
}

/** A managed policy for people who audit: all that the command line reads, nothing that changes anything. */
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

/** The keys by which digests are verified. */
function seePublicKeys(grantee: IGrantable & IConstruct): void {
  const anything = '*';
  Grant.addToPrincipal({ grantee, actions: ['cloudtrail:ListPublicKeys'], resourceArns: [anything] });
  acknowledgeWildcard(grantee, anything, 'public keys belong to no resource that could be named');
}

function seeOutputs(grantee: IGrantable & IConstruct): void {
  const stack = Stack.of(grantee);
  const anyOfThisName = stack.formatArn({
    service: 'cloudformation',
    resource: 'stack',
    resourceName: `${stack.stackName}/*`,
  });
  Grant.addToPrincipal({ grantee, actions: ['cloudformation:DescribeStacks'], resourceArns: [anyOfThisName] });
  acknowledgeWildcard(
    grantee,
    anyOfThisName,
    'a stack that is asked for by name has an ID in its ARN that is not known before',
  );
}
