import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import type { AlertState } from '../alerting/alert-state';
import type { LogSource } from '../log-delivery/log-source';
import type { AuditTables } from '../tables/audit-tables';
import type { TableKey } from '../tables/table-key';
import { acknowledgeWildcard } from '../validation/acknowledged-wildcard';

/** What auditors may see. */
export interface AuditorPolicyProps {
  /** Rows and receipts that auditors may read. */
  readonly tables: AuditTables;
  /** Log files that auditors may read. */
  readonly logs: LogSource;
  /** Queues whose lengths auditors may see. */
  readonly queues: readonly IQueue[];
  /** The table that keeps how far the comparison of the bucket with the receipts has come. */
  readonly state: AlertState;
  readonly tableKey: TableKey;
}

/**
 * Managed policies for auditors. They allow what the command line reads, and nothing that changes anything. The smaller
 * one leaves out the content of log files: these have the records of all services, and nothing in them is masked.
 */
export class AuditorPolicies extends Construct {
  /** Rows, receipts, log files and digests. */
  readonly policy: ManagedPolicy;
  /** The same without log files and digests: everything but `verify`. */
  readonly withoutLogFiles: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AuditorPolicyProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Reads the Systems Manager audit: rows, receipts, log files, lengths of queues',
    });
    this.withoutLogFiles = new ManagedPolicy(this, 'RowsPolicy', {
      description: 'Reads the Systems Manager audit without log files: rows, receipts, lengths of queues',
    });
    for (const policy of [this.policy, this.withoutLogFiles]) grantAsking(policy, props);
    props.logs.grantReadLogFiles(this.policy);
    seePublicKeys(this.policy);
  }
}

function grantAsking(policy: ManagedPolicy, { tables, logs, queues, state, tableKey }: AuditorPolicyProps): void {
  tables.grantQuery(policy);
  state.grantReadProgress(policy, tableKey);
  logs.grantList(policy);
  Grant.addToPrincipal({
    grantee: policy,
    actions: ['sqs:GetQueueAttributes'],
    resourceArns: queues.map((queue) => queue.queueArn),
  });
  seeOutputs(policy);
}

/** Lets a principal see the keys that verify digests. */
export function seePublicKeys(grantee: IGrantable & IConstruct): void {
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
