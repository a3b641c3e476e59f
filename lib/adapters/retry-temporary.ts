import { setTimeout as sleep } from 'node:timers/promises';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/service-error-classification';
import { type Deadline, OutOfTimeError } from '../app/ports/deadline';

/** The first pause is drawn from 0 to this many milliseconds; each later one from twice the span of the one before. */
const FIRST_SPAN_MS = 50;

/** The longest span: longer pauses would only waste an invocation's time. */
const LONGEST_SPAN_MS = 5_000;

/** The time that a request may still need: none is begun, and no pause is made, that leaves less. */
const REQUEST_MS = 1_000;

/** Codes of a connection that broke, which the SDK does not all count as transient. */
const CONNECTION_CODES = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether an error of the SDK may be gone at the next try: throttling, a fault of the service, a broken connection. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const failure = error as Error & { code?: string; $metadata?: object };
  if (CONNECTION_CODES.has(failure.code ?? '')) return true;
  const classified = Object.assign(failure, { $metadata: failure.$metadata ?? {} }) as Parameters<
    typeof isServerError
  >[0];
  return isThrottlingError(classified) || isTransientError(classified) || isServerError(classified);
}

/**
 * Runs an operation until it succeeds, with full jitter between tries (AWS builders' library, "Timeouts, retries and
 * backoff with jitter"). Ends with the operation's own error where that is permanent, with `OutOfTimeError` where no
 * further try could end before the deadline.
 */
export async function retryTemporary<T>(work: string, operation: () => Promise<T>, deadline: Deadline): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    requireTime(work, deadline, 0);
    try {
      return await operation();
    } catch (error) {
      if (!isTemporary(error)) throw error;
    }
    await pause(work, attempt, deadline);
  }
}

/** Waits before the try that follows `attempt` failed ones, or rejects where that try could not end in time. */
export async function pause(work: string, attempt: number, deadline: Deadline): Promise<void> {
  const span = Math.min(LONGEST_SPAN_MS, FIRST_SPAN_MS * 2 ** attempt);
  const wait = Math.random() * span;
  requireTime(work, deadline, wait);
  await sleep(wait);
}

function requireTime(work: string, deadline: Deadline, waitMs: number): void {
  if (deadline.remainingMs() < waitMs + REQUEST_MS) throw new OutOfTimeError(work);
}
