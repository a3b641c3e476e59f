import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that give a role more or less, or to others (IAM API reference; IAM user guide, "Logging IAM and AWS STS API calls
 * with AWS CloudTrail"). Records of IAM are in us-east-1, whichever region the stack is in.
 */
export const ROLE_CALLS: GuardedService = {
  eventSource: 'iam.amazonaws.com',
  calls: [
    ...callsOn(
      'role',
      ['requestParameters.roleName'],
      [
        'AttachRolePolicy',
        'DeleteRole',
        'DeleteRolePermissionsBoundary',
        'DeleteRolePolicy',
        'DetachRolePolicy',
        'PutRolePermissionsBoundary',
        'PutRolePolicy',
        'UpdateAssumeRolePolicy',
        'UpdateRole',
      ],
    ),
    ...callsOn(
      'policy',
      ['requestParameters.policyArn'],
      ['CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'SetDefaultPolicyVersion'],
    ),
  ],
};
