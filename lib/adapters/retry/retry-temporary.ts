import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/service-error-classification';
import { type Deadline, OutOfTimeError } from '../../app/ports/deadline';

/** The first pause is drawn from 0 to this many milliseconds; each later one from twice the span of the one before. */
const FIRST_SPAN_MS = 50;

/** The longest span: longer pauses would only waste an invocation's time. */
const LONGEST_SPAN_MS = 5_000;

/**
 * The time that a request to DynamoDB may take, in milliseconds: the function's client gives up after it, none is begun
 * and no pause is made that leaves less. Some hundred times what one usually takes.
 */
export const REQUEST_MS = 3_000;

/** Tries where nothing else ends the work: about half a minute, after which a person is told rather than kept waiting. */
const MOST_TRIES = 20;

/** An error as the SDK's own classification takes it. */
type ServiceFailure = Parameters<typeof isServerError>[0];

/** Whether an error of the SDK may be gone at the next try: throttling, a fault of the service, a broken connection. */
export function isTemporary(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const failure = error as ServiceFailure;
  return isThrottlingError(failure) || isTransientError(failure) || isServerError(failure);
}

/**
 * Runs an operation until it succeeds, with full jitter between tries (AWS builders' library, "Timeouts, retries and
 * backoff with jitter"). Ends with the operation's own error where that is permanent or, without a deadline, does not go
 * away; with `OutOfTimeError` where no further try could end before the deadline. `onThrottle` is told of each try that
 * was throttled.
 */
export async function retryTemporary<T>(
  work: string,
  operation: () => Promise<T>,
  deadline: Deadline,
  onThrottle: () => void = () => undefined,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    requireTime(work, deadline, 0);
    try {
      return await operation();
    } catch (error) {
      if (types.isNativeError(error) && isThrottlingError(error as ServiceFailure)) onThrottle();
      if (!isTemporary(error) || isTooMany(attempt, deadline)) throw error;
    }
    await pause(work, attempt, deadline);
  }
}

/** Waits before the try that follows `attempt` failed ones. Rejects where that try could not end in time, or has no prospect. */
export async function pause(work: string, attempt: number, deadline: Deadline): Promise<void> {
  if (isTooMany(attempt, deadline)) throw new StillFailingError(work, attempt);
  const span = Math.min(LONGEST_SPAN_MS, FIRST_SPAN_MS * 2 ** attempt);
  const wait = Math.random() * span;
  requireTime(work, deadline, wait);
  await sleep(wait);
}

/** Work without a deadline that was tried again and again, in vain. */
export class StillFailingError extends Error {
  constructor(
    readonly work: string,
    readonly tries: number,
  ) {
    super(`${work} could not be had in ${tries} tries: the service throttles or is at fault; try again later`);
    this.name = 'StillFailingError';
  }
}

function isTooMany(tries: number, deadline: Deadline): boolean {
  return tries >= MOST_TRIES && deadline.remainingMs() === Number.POSITIVE_INFINITY;
}

function requireTime(work: string, deadline: Deadline, waitMs: number): void {
  if (deadline.remainingMs() < waitMs + REQUEST_MS) throw new OutOfTimeError(work);
}
