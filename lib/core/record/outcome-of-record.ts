import { type JsonValue, member, textAt } from './json';
import type { Outcome } from './outcome';

/**
 * Refused for want of permission: by a policy (`AccessDenied`, `AccessDeniedException`, `OpsItemAccessDeniedException`,
 * `Client.UnauthorizedOperation`), by an endpoint's policy (`VpceAccessDenied`) or by a service's own rules
 * (`UnauthorizedAccess…`, `AuthorizationError…`). Credentials that are expired or unknown are not among them: such a
 * call failed before anybody asked what its caller may do.
 */
const DENIED = /AccessDenied|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError/;

/**
 * Refused for the rate of calls, whatever they were about. `TooManyUpdates` is not among them: that is a conflict with
 * another change of the same thing.
 */
const THROTTLED = /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown/;

/**
 * How a call ended, by its `errorCode`. An empty code and `Success` mean no error. A message without a code, as in
 * sign-ins, is a failure. So is a code that is not text, because an odd record must not make a call look successful.
 */
export function outcomeOf(record: JsonValue | undefined): Outcome {
  const errorCode = member(record, 'errorCode') ?? '';
  if (errorCode === '') return textAt(record, 'errorMessage') === undefined ? 'success' : 'failed';
  return typeof errorCode === 'string' ? outcomeOfCode(errorCode) : 'failed';
}

/** How calls end that have an error code. */
export function outcomeOfCode(errorCode: string): Outcome {
  if (errorCode === 'Success') return 'success';
  if (DENIED.test(errorCode)) return 'denied';
  return THROTTLED.test(errorCode) ? 'throttled' : 'failed';
}
