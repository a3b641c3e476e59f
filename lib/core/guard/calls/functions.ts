import { callsOn, type GuardedService } from '../guarded-call';

const FUNCTION = ['requestParameters.functionName'];

/** Somebody else's function that takes a role of this system may do what the policies of its tables and queues keep for it. */
const ROLE = ['requestParameters.role'];

/**
 * A mapping that is changed or deleted is named by its UUID alone. The answer names its function and its source; a
 * refused call has no answer. A queue or stream of this system may also be given to somebody else's function.
 */
const MAPPING = [
  ...FUNCTION,
  'requestParameters.eventSourceArn',
  'responseElements.functionArn',
  'responseElements.eventSourceArn',
];

/**
 * Calls that change what a function is, does or may be called by (Lambda API reference; Lambda developer guide, "Logging
 * AWS Lambda API calls using AWS CloudTrail": names end in the version of the API). A function is named by its name, by
 * `name:alias`, or by an ARN, whole or from the account on.
 */
export const FUNCTION_CALLS: GuardedService = {
  eventSource: 'lambda.amazonaws.com',
  calls: [
    ...callsOn('function', FUNCTION, [
      'AddPermission20150331v2',
      'CreateAlias20150331',
      'CreateFunctionUrlConfig',
      'DeleteAlias20150331',
      'DeleteFunction20150331',
      'DeleteFunctionCodeSigningConfig',
      'DeleteFunctionConcurrency20171031',
      'DeleteFunctionEventInvokeConfig',
      'DeleteFunctionUrlConfig',
      'PublishVersion20150331',
      'PutFunctionCodeSigningConfig',
      'PutFunctionConcurrency20171031',
      'PutFunctionEventInvokeConfig',
      'PutFunctionRecursionConfig',
      'PutFunctionScalingConfig',
      'PutProvisionedConcurrencyConfig',
      'PutRuntimeManagementConfig',
      'RemovePermission20150331v2',
      'UpdateAlias20150331',
      'UpdateFunctionCode20150331v2',
      'UpdateFunctionEventInvokeConfig',
      'UpdateFunctionUrlConfig',
    ]),
    ...callsOn('function', [...FUNCTION, ...ROLE], ['UpdateFunctionConfiguration20150331v2']),
    ...callsOn('role', ROLE, ['CreateFunction20150331']),
    ...callsOn('function', MAPPING, [
      'CreateEventSourceMapping20150331',
      'DeleteEventSourceMapping20150331',
      'UpdateEventSourceMapping20150331',
    ]),
  ],
};
