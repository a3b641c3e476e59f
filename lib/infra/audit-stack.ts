import { Stack, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AuditOutputs } from './audit-outputs';
import { AuditTables } from './audit-tables';
import { AuditTrail, trailArnIn, trailNameIn } from './audit-trail';
import { AuditorPolicy } from './auditor-policy';
import type { Configuration } from './configuration';
import { DeliveryTopic } from './delivery-topic';
import { INGEST_TIMEOUT, Ingestion } from './ingestion';
import { LogBucket } from './log-bucket';
import { WorkQueue } from './work-queue';

/** What a stack is made with. */
export interface AuditStackProps extends StackProps {
  /** What this deployment has chosen. */
  readonly configuration: Configuration;
  /**
   * The ingest function's source file.
   * @default - `lambda/ingest.ts` of this project
   */
  readonly ingestEntry?: string;
}

/** The whole system, in the order in which a log file passes through it. */
export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    const { configuration, ingestEntry, ...stackProps } = props;
    super(scope, id, {
      description: 'The audit trail of AWS Systems Manager, indexed as it is delivered',
      ...stackProps,
    });
    const prefix = configuration.logPrefix;
    const trailName = trailNameIn(this, configuration.trailName);
    const trailArn = trailArnIn(this, trailName);

    const logs = new LogBucket(this, 'Logs', { trailArn, prefix, rowRetentionDays: configuration.retentionDays });
    const announcements = new DeliveryTopic(this, 'Announcements', { trailArn });
    new AuditTrail(this, 'Trail', { trailName, logs, prefix, announcements });

    const deliveries = new WorkQueue(this, 'Deliveries', { consumerTimeout: INGEST_TIMEOUT });
    announcements.feed(deliveries);
    const backfill = new WorkQueue(this, 'Backfill', { consumerTimeout: INGEST_TIMEOUT });

    // Before the tables, whose policies name it; the function itself needs the tables' names.
    const ingestRole = new Role(this, 'IngestRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const tables = new AuditTables(this, 'Tables', { writers: [ingestRole] });
    new Ingestion(this, 'Ingestion', {
      role: ingestRole,
      logs,
      tables,
      deliveries,
      backfill,
      configuration,
      ...(ingestEntry === undefined ? {} : { entry: ingestEntry }),
    });

    const auditors = new AuditorPolicy(this, 'Auditors', { tables, logs, queues: [deliveries, backfill] });
    new AuditOutputs(this, 'Outputs', {
      auditorPolicyArn: auditors.policy.managedPolicyArn,
      values: {
        EventsTableName: tables.events.tableName,
        TermsTableName: tables.terms.tableName,
        DeliveriesTableName: tables.deliveries.tableName,
        LogBucketName: logs.bucket.bucketName,
        LogPrefix: prefix,
        DeliveryQueueUrl: deliveries.queue.queueUrl,
        DeadLetterQueueUrl: deliveries.deadLetters.queueUrl,
        BackfillQueueUrl: backfill.queue.queueUrl,
        BackfillDeadLetterQueueUrl: backfill.deadLetters.queueUrl,
        DeliveryTopicArn: announcements.topic.topicArn,
        TrailArn: trailArn,
      },
    });
  }
}
