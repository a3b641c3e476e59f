import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that delete a table or its backups, let its rows expire, or change who may write it (DynamoDB API reference;
 * DynamoDB developer guide, "Logging DynamoDB operations by using AWS CloudTrail"). The ARN of a backup begins with that
 * of its table. Writing items is a data event, and the table's policy refuses it.
 */
export const TABLE_CALLS: GuardedService = {
  eventSource: 'dynamodb.amazonaws.com',
  calls: [
    ...callsOn(
      'table',
      ['requestParameters.tableName'],
      [
        'DeleteTable',
        'DisableKinesisStreamingDestination',
        'EnableKinesisStreamingDestination',
        'UpdateContinuousBackups',
        'UpdateKinesisStreamingDestination',
        'UpdateTable',
        'UpdateTableReplicaAutoScaling',
        'UpdateTimeToLive',
      ],
    ),
    ...callsOn('table', ['requestParameters.resourceArn'], ['DeleteResourcePolicy', 'PutResourcePolicy']),
    ...callsOn('table', ['requestParameters.backupArn'], ['DeleteBackup']),
    ...callsOn(
      'table',
      ['requestParameters.globalTableName'],
      ['CreateGlobalTable', 'UpdateGlobalTable', 'UpdateGlobalTableSettings'],
    ),
  ],
};
