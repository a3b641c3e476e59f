import { setTimeout as sleep } from 'node:timers/promises';
import { type Deadline, OutOfTimeError } from '../../app/ports/deadline';

/**
 * The first pause is a random time from 0 to this many milliseconds. Each later one has twice the span of the one
 * before.
 */
const FIRST_SPAN_MS = 50;

/** The longest span: longer pauses would only waste an invocation's time. */
const LONGEST_SPAN_MS = 5_000;

/**
 * How long a request to DynamoDB may take, in milliseconds. The client of the function gives up after this time. No
 * request begins, and no pause is made, that leaves less. A usual request takes about a hundredth of it.
 */
export const REQUEST_MS = 3_000;

/**
 * How many tries there are without a deadline. They take about half a minute. Then it is better to tell a person than
 * to keep them waiting.
 */
const MOST_TRIES = 20;

/** Work without a deadline failed too many times. */
export class StillFailingError extends Error {
  constructor(
    readonly work: string,
    readonly tries: number,
  ) {
    super(`${work} failed ${tries} times: the service throttles or has a fault; try again later`);
    this.name = 'StillFailingError';
  }
}

/**
 * The milliseconds to wait before the try that follows `tries` failed ones, with full jitter (AWS builders' library,
 * "Timeouts, retries and backoff with jitter"). Throws `OutOfTimeError` if that try could not end in time, and
 * `StillFailingError` if there is no deadline and there were too many tries.
 */
export function pauseAfter(work: string, tries: number, deadline: Deadline): number {
  const remainingMs = deadline.remainingMs();
  if (tries >= MOST_TRIES && remainingMs === Number.POSITIVE_INFINITY) throw new StillFailingError(work, tries);
  const wait = Math.random() * Math.min(LONGEST_SPAN_MS, FIRST_SPAN_MS * 2 ** (tries - 1));
  if (remainingMs < wait + REQUEST_MS) throw new OutOfTimeError(work);
  return wait;
}

/** Waits before the next request for work that a service has done only in part. Rejects as `pauseAfter` throws. */
export async function pause(work: string, tries: number, deadline: Deadline): Promise<void> {
  await sleep(pauseAfter(work, tries, deadline));
}
