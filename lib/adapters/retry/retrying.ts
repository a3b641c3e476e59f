import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE, OutOfTimeError } from '../../app/ports/deadline';
import { pauseAfter, REQUEST_MS } from './pause';

type RetryStrategy = Extract<DynamoDBClientConfig['retryStrategy'], { acquireInitialRetryToken: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

/** What a request is bound by, and that there was no time left for another try of it. */
interface Bounds {
  readonly work: string;
  readonly deadline: Deadline;
  readonly onThrottle: () => void;
  outOfTime?: OutOfTimeError;
}

/** The SDK hands a retry strategy nothing of the request that it retries. */
const bounds = new AsyncLocalStorage<Bounds>();

const UNBOUND: Bounds = { work: 'a request', deadline: NO_DEADLINE, onThrottle: () => undefined };

/**
 * How every client of ours tries again: what is temporary, with full jitter, for as long as the deadline of `byDeadline`
 * leaves room for a request, and some half a minute where there is none. What is permanent is passed on at once. The
 * SDK rejects with the service's own error in either case.
 */
const strategy: RetryStrategy = {
  acquireInitialRetryToken: async () => token(0, 0),
  refreshRetryTokenForRetry: async (before, { error, errorType }) => {
    const bound = bounds.getStore() ?? UNBOUND;
    if (errorType === 'THROTTLING') bound.onThrottle();
    if (errorType === 'CLIENT_ERROR') throw error;
    const tries = before.getRetryCount() + 1;
    return token(tries, pauseWithin(bound, tries));
  },
  recordSuccess: () => undefined,
};

/** The settings by which a client of the SDK tries again. */
export const RETRYING = { retryStrategy: strategy } as const;

/**
 * Sends a request of a client with `RETRYING` that has to end by a deadline. Rejects with `OutOfTimeError`, which names
 * the work, where no further try could end in time, and else with the service's own error. `onThrottle` is told of
 * each try that was throttled.
 */
export async function byDeadline<Output>(
  work: string,
  deadline: Deadline,
  send: () => Promise<Output>,
  onThrottle = UNBOUND.onThrottle,
): Promise<Output> {
  if (deadline.remainingMs() < REQUEST_MS) throw new OutOfTimeError(work);
  const bound: Bounds = { work, deadline, onThrottle };
  try {
    return await bounds.run(bound, send);
  } catch (error) {
    throw bound.outOfTime ?? error;
  }
}

/** The pause before the next try. Notes in the bounds that there is no time for it: the SDK would lose that. */
function pauseWithin(bound: Bounds, tries: number): number {
  try {
    return pauseAfter(bound.work, tries, bound.deadline);
  } catch (error) {
    if (error instanceof OutOfTimeError) bound.outOfTime = error;
    throw error;
  }
}

function token(retries: number, delayMs: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => delayMs };
}
