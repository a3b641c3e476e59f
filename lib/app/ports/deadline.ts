/** The time by which work must have ended: a function's invocation ends without asking. */
export interface Deadline {
  /** Milliseconds that remain; infinite where nothing ends the work. */
  remainingMs(): number;
}

/** The deadline of work that nothing cuts off: the command line's. */
export const NO_DEADLINE: Deadline = { remainingMs: () => Number.POSITIVE_INFINITY };

/** The same deadline, earlier by the milliseconds that are kept back for what has to follow. */
export function keepingBack(deadline: Deadline, keptMs: number): Deadline {
  return { remainingMs: () => deadline.remainingMs() - keptMs };
}

/** Work that was stopped, or not begun, because it could not have ended in time. It is to be tried again. */
export class OutOfTimeError extends Error {
  constructor(readonly work: string) {
    super(`no time left for ${work}: the next attempt goes on with it`);
    this.name = 'OutOfTimeError';
  }
}
