import { textAt } from '../lib/core/record/json';
import type { Caller, SampleCall } from './sample-call';

/**
 * A call as it is recorded when IAM denies it: the request is gone, and what was asked for stands in the message alone.
 * `resource` is the ARN that the policy check was about; `why` ends the message.
 */
export function denied(call: SampleCall, caller: Caller, resource: string, why?: string): SampleCall {
  const action = `${call.service}:${call.eventName}`;
  const user = textAt(caller.userIdentity, 'arn') ?? 'anonymous';
  const reason = why ?? `because no identity-based policy allows the ${action} action`;
  const errorMessage = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  return { ...withoutRequest(call), errorCode: 'AccessDenied', errorMessage };
}

/** A call that came too soon after others: nothing of the request is recorded. */
export function throttled(call: SampleCall): SampleCall {
  return { ...withoutRequest(call), errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' };
}

/** A call that was allowed, and failed: the request is recorded, an answer is not, a message not always. */
export function failed(call: SampleCall, errorCode: string, errorMessage?: string): SampleCall {
  const { responseElements: _answer, ...asked } = call;
  return { ...asked, errorCode, ...(errorMessage !== undefined && { errorMessage }) };
}

function withoutRequest({ service, eventName, readOnly }: SampleCall): SampleCall {
  return { service, eventName, requestParameters: null, ...(readOnly !== undefined && { readOnly }) };
}
