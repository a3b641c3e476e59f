import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE, OutOfTimeError } from '../../app/ports/deadline';
import { pauseAfter, REQUEST_MS } from './pause';

type RetryStrategy = Extract<DynamoDBClientConfig['retryStrategy'], { acquireInitialRetryToken: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

/** The bounds of a request, and whether there was no time left for another try. */
interface Bounds {
  readonly work: string;
  readonly deadline: Deadline;
  readonly onThrottle: () => void;
  outOfTime?: OutOfTimeError;
}

/** Carries the bounds, because the SDK tells a retry strategy nothing about the request that it retries. */
const bounds = new AsyncLocalStorage<Bounds>();

const UNBOUND: Bounds = { work: 'a request', deadline: NO_DEADLINE, onThrottle: () => undefined };

/**
 * How every client of this project retries. It retries temporary failures with full jitter, for as long as the deadline
 * of `byDeadline` leaves room for a request, or for about half a minute if there is no deadline. It passes on permanent
 * failures at once. In both cases, the SDK rejects with the service's own error.
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

/** The settings that make a client of the SDK retry like this. */
export const RETRYING = { retryStrategy: strategy } as const;

/**
 * Sends a request of a client with `RETRYING` that has to end by a deadline. Rejects with `OutOfTimeError`, which names
 * the work, if no further try could end in time, and otherwise with the service's own error. Calls `onThrottle` for
 * each throttled try.
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

/**
 * The pause before the next try. If there is no time for it, notes that in the bounds, because the SDK would lose the
 * error.
 */
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
