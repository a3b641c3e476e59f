import { types } from 'node:util';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/service-error-classification';

/** An error in the form that the SDK's own classification takes. */
type ServiceFailure = Parameters<typeof isServerError>[0];

/**
 * Whether the next try may succeed after this error of the SDK: throttling, a fault of the service, a broken
 * connection.
 */
export function isTemporary(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const failure: ServiceFailure = error as ServiceFailure;
  return isThrottlingError(failure) || isTransientError(failure) || isServerError(failure);
}
