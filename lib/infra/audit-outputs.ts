import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { STACK_OUTPUTS, type StackOutputs } from '../contract/stack-outputs';
import { foreignDemands } from './foreign-demands/foreign-demands';
import { guardedStackText } from './guard/guarded-stack-text';
import { keptVariables } from './ingestion/ingestion';
import type { SystemsManagerAudit } from './systems-manager-audit';

/** What the outputs describe. */
export interface AuditOutputsProps {
  readonly audit: SystemsManagerAudit;
}

/**
 * The outputs of a deployment: for the command line under fixed keys, and for the operator. The keys are the same in
 * every stack, so a stack can have the outputs of only one audit.
 */
export class AuditOutputs extends Construct {
  constructor(scope: Construct, id: string, { audit }: AuditOutputsProps) {
    super(scope, id);
    const values = valuesOf(audit);
    for (const key of STACK_OUTPUTS) this.output(key, values[key]);
    this.output('AuditorPolicyArn', audit.auditors.policy.managedPolicyArn);
    this.output('AuditorPolicyWithoutLogFilesArn', audit.auditors.withoutLogFiles.managedPolicyArn);
    this.output('OperatorPolicyArn', audit.operators.policy.managedPolicyArn);
    for (const { output, description, value } of foreignDemands(audit)) {
      this.output(output, typeof value === 'string' ? value : Stack.of(this).toJsonString(value), description);
    }
  }

  private output(key: string, value: string, description?: string): void {
    new CfnOutput(this, key, { value, ...(description && { description }) }).overrideLogicalId(key);
  }
}

function valuesOf(audit: SystemsManagerAudit): StackOutputs {
  const { tables, deliveries, backfill, alerting } = audit;
  return {
    EventsTableName: tables.events.tableName,
    TermsTableName: tables.terms.tableName,
    DeliveriesTableName: tables.deliveries.tableName,
    AlertStateTableName: alerting.state.table.tableName,
    LogBucketName: audit.logs.bucket.bucketName,
    LogPrefix: audit.options.logPrefix,
    LogBucketRegion: audit.logs.region,
    LogBucketOwner: audit.logs.account,
    DeliveryQueueUrl: deliveries.queue.queueUrl,
    DeadLetterQueueUrl: deliveries.deadLetters.queueUrl,
    BackfillQueueUrl: backfill.queue.queueUrl,
    BackfillDeadLetterQueueUrl: backfill.deadLetters.queueUrl,
    DeliveryTopicArn: audit.announcements.topicArn ?? '',
    AlertFailureQueueUrl: alerting.failures.queue.queueUrl,
    UndeliveredAlertQueueUrl: alerting.failures.undelivered.queueUrl,
    AlertTopicArns: Stack.of(audit).toJsonString(alerting.topics.arns),
    TrailArn: audit.trailArn ?? '',
    RebuildFunctionArn: audit.rebuilding.function.functionArn,
    RetentionDays: String(audit.options.retentionDays),
    GuardedStack: guardedStackText(audit),
    KeptRecords: JSON.stringify(keptVariables(audit.options)),
  };
}
