import { types } from 'node:util';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/service-error-classification';

/** An error as the SDK's own classification takes it. */
type ServiceFailure = Parameters<typeof isServerError>[0];

/** Whether an error of the SDK may be gone at the next try: throttling, a fault of the service, a broken connection. */
export function isTemporary(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const failure: ServiceFailure = error as ServiceFailure;
  return isThrottlingError(failure) || isTransientError(failure) || isServerError(failure);
}
