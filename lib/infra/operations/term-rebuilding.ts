import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { RebuildEnvironment } from '../../contract/environment';
import { AuditFunction } from '../functions/audit-function';
import { refuseTooLarge } from '../functions/environment-size';
import type { AuditOptions } from '../settings/configuration';
import type { AuditTables } from '../tables/audit-tables';

/** What the rebuilding of Terms is made with. */
export interface TermRebuildingProps {
  readonly role: Role;
  readonly tables: AuditTables;
  /** The table that keeps how far a rebuild has come. */
  readonly state: Pick<TableV2, 'tableName'>;
  /** The stack that is guarded, as JSON, and the ARNs in it. */
  readonly guarded: { readonly text: string; readonly arns: readonly string[] };
  readonly configuration: Pick<AuditOptions, 'extraTerms' | 'sourceMaps'>;
}

/** How soon a rebuild goes on where an invocation ended. While there is nothing to do, a run reads one row. */
const INTERVAL = Duration.minutes(5);

/** The longest that Lambda lets an invocation last. */
const TIMEOUT = Duration.minutes(15);

/** Lambda gives processor time by memory: this is a little over half a core, which 500 puts a second take. */
const MEMORY_MB = 1024;

/**
 * Makes the rows of Terms again from those of Events when an operator asks for it. A schedule lets it go on until it is
 * done. A function that invoked itself would be stopped: Lambda ends loops after about sixteen rounds (Lambda developer
 * guide: recursive loop detection).
 */
export class TermRebuilding extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: TermRebuildingProps) {
    super(scope, id);
    const { role, tables, configuration } = props;
    const description = 'Makes the rows of Terms again from those of Events, when an operator asks for it';
    this.function = new AuditFunction(this, 'Rebuild', {
      name: 'rebuild-terms',
      description,
      role,
      memoryMb: MEMORY_MB,
      timeout: TIMEOUT,
      environment: { ...this.environment(props) },
      sourceMaps: configuration.sourceMaps,
    }).function;
    tables.grantRebuildTerms(role);
    this.schedule(description);
  }

  private schedule(description: string): void {
    // The event asks for nothing, so a rebuild that is not going on does not begin.
    const event = RuleTargetInput.fromObject({});
    new Rule(this, 'Schedule', {
      description,
      schedule: Schedule.rate(INTERVAL),
      targets: [new LambdaTarget(this.function, { event, retryAttempts: 0, maxEventAge: INTERVAL })],
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'the next run goes on where a missed run would have',
    });
  }

  private environment({ tables, state, guarded, configuration }: TermRebuildingProps): RebuildEnvironment {
    const { stackName } = Stack.of(this);
    const variables = {
      EVENTS_TABLE_NAME: tables.events.tableName,
      TERMS_TABLE_NAME: tables.terms.tableName,
      DELIVERIES_TABLE_NAME: tables.deliveries.tableName,
      ALERT_STATE_TABLE_NAME: state.tableName,
      EXTRA_TERMS: configuration.extraTerms.join(','),
      GUARDED_STACK: guarded.text,
      STACK_NAME: stackName,
    };
    refuseTooLarge({
      variables,
      arns: Object.fromEntries(Object.entries(guarded.arns)),
      stackName,
      culprits: 'the context key ssm-audit:extraTerms makes the environment of the rebuild-terms function',
      remedy: 'use shorter paths, or fewer of them',
    });
    return variables;
  }
}
