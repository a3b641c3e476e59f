import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that delete the functions' own logs or let them expire (CloudWatch Logs API reference; CloudWatch Logs user guide,
 * "Logging Amazon CloudWatch Logs API and console operations in AWS CloudTrail").
 */
export const LOG_GROUP_CALLS: GuardedService = {
  eventSource: 'logs.amazonaws.com',
  calls: [
    ...callsOn(
      'logGroup',
      ['requestParameters.logGroupName', 'requestParameters.resourceIdentifier'],
      [
        'AssociateKmsKey',
        'DeleteLogGroup',
        'DeleteLogStream',
        'DeleteMetricFilter',
        'DeleteRetentionPolicy',
        'DeleteSubscriptionFilter',
        'DisassociateKmsKey',
        'PutMetricFilter',
        'PutRetentionPolicy',
        'PutSubscriptionFilter',
      ],
    ),
    ...callsOn(
      'logGroup',
      ['requestParameters.logGroupIdentifier'],
      ['DeleteDataProtectionPolicy', 'PutDataProtectionPolicy', 'PutTransformer'],
    ),
  ],
};
