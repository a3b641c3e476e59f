import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogDelivery } from '../log-delivery/log-delivery';
import type { AuditOptions } from '../settings/configuration';

/** What the audit needs of something that belongs to somebody else, to be given there as it stands here. */
export interface ForeignDemand {
  /** The key of the output that tells it. */
  readonly output: string;
  /** Where it goes, and when it is needed. */
  readonly description: string;
  /** Policy statements, or the settings of a bucket or of a rule; tokens are resolved at deployment. */
  readonly value: unknown;
}

/** What an audit was made of, as far as others are asked for something. */
export interface DemandingAudit extends LogDelivery {
  readonly options: AuditOptions;
}

/**
 * A statement for the account of the stack as a whole: which of its roles may do it, their own policies say, and a role
 * that is made anew would be another one to a policy elsewhere.
 */
export function accountMay(sid: string, actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ sid, principals: [new AccountPrincipal(Aws.ACCOUNT_ID)], actions, resources });
}

/** Statements as they stand in a policy. */
export function statementsOf(...statements: readonly PolicyStatement[]): readonly unknown[] {
  return statements.map((statement) => statement.toStatementJson());
}
