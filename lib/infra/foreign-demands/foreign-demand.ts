import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { LogDelivery } from '../log-delivery/log-delivery';
import type { AuditOptions } from '../settings/configuration';

/** What the audit needs from a resource of somebody else, ready to paste there. */
export interface ForeignDemand {
  /** The key of the output that contains it. */
  readonly output: string;
  /** Where it goes, and when. */
  readonly description: string;
  /** Policy statements, the settings of a bucket or of a rule, or commands as text. Deployment resolves the tokens. */
  readonly value: unknown;
}

/** The parts of an audit that need something from others. */
export interface DemandingAudit extends LogDelivery, IConstruct {
  readonly options: AuditOptions;
}

/**
 * A statement for the whole account of the stack. The policies of its roles say which of them may use it. A policy
 * elsewhere would not recognize a role that is made again.
 */
export function accountMay(sid: string, actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ sid, principals: [new AccountPrincipal(Aws.ACCOUNT_ID)], actions, resources });
}

/** Statements, as a policy contains them. */
export function statementsOf(...statements: readonly PolicyStatement[]): readonly unknown[] {
  return statements.map((statement) => statement.toStatementJson());
}
