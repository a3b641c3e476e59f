import { callsOn, type GuardedService } from '../guarded-call';

/**
 * Calls that change or delete the stack itself (CloudFormation API reference). `stackName` is its name or its ID. A change
 * set that is executed by its ARN does not name its stack: what CloudFormation then does to each resource is seen.
 */
export const STACK_CALLS: GuardedService = {
  eventSource: 'cloudformation.amazonaws.com',
  calls: callsOn(
    'stack',
    ['requestParameters.stackName'],
    [
      'CancelUpdateStack',
      'ContinueUpdateRollback',
      'DeleteStack',
      'ExecuteChangeSet',
      'RollbackStack',
      'SetStackPolicy',
      'UpdateStack',
      'UpdateTerminationProtection',
    ],
  ),
};
