/** The time by which work must end, because an invocation of a function ends without asking. */
export interface Deadline {
  /** How many milliseconds remain. Infinite if nothing ends the work. */
  remainingMs(): number;
}

/** The deadline of work that nothing interrupts: the work of the command line. */
export const NO_DEADLINE: Deadline = { remainingMs: () => Number.POSITIVE_INFINITY };

/** The same deadline, earlier by the milliseconds that later work needs. */
export function keepingBack(deadline: Deadline, keptMs: number): Deadline {
  return { remainingMs: () => deadline.remainingMs() - keptMs };
}

/** Work stopped, or did not start, because it could not have ended in time. Try it again. */
export class OutOfTimeError extends Error {
  constructor(readonly work: string) {
    super(`no time left for ${work}: the next attempt continues with it`);
    this.name = 'OutOfTimeError';
  }
}
