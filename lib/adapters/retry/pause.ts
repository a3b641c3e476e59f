import { setTimeout as sleep } from 'node:timers/promises';
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

/**
 * The milliseconds to wait before the try that follows `tries` failed ones, with full jitter (AWS builders' library,
 * "Timeouts, retries and backoff with jitter"). Throws `OutOfTimeError` where that try could not end in time, and
 * `StillFailingError` where nothing ends the work and it was tried often enough.
 */
export function pauseAfter(work: string, tries: number, deadline: Deadline): number {
  const remainingMs = deadline.remainingMs();
  if (tries >= MOST_TRIES && remainingMs === Number.POSITIVE_INFINITY) throw new StillFailingError(work, tries);
  const wait = Math.random() * Math.min(LONGEST_SPAN_MS, FIRST_SPAN_MS * 2 ** (tries - 1));
  if (remainingMs < wait + REQUEST_MS) throw new OutOfTimeError(work);
  return wait;
}

/** Waits before work that a service answered, and did not do in full, is asked for again. Rejects as `pauseAfter` throws. */
export async function pause(work: string, tries: number, deadline: Deadline): Promise<void> {
  await sleep(pauseAfter(work, tries, deadline));
}
