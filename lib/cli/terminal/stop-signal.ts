import type { Deadline } from '../../app/ports/deadline';

/** Signals that end a command in order, with the exit code that shells give for each: 128 and its number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Stop = keyof typeof EXIT_CODES;

const STOPS: readonly Stop[] = ['SIGINT', 'SIGTERM'];

/** The time that a stopped command still sees before it, in milliseconds: enough to write down how far it came, no more. */
const LAST_MS = 5_000;

/**
 * A person's Ctrl-C, or a machine that shuts down, as a wish to end soon: a deadline for work on one thing, an abort signal
 * for work that ends between two. The second signal ends the process at once.
 */
export class StopSignal implements Deadline {
  private stop: Stop | undefined;
  private readonly controller = new AbortController();

  /** Listens until `ignore`. */
  constructor() {
    for (const signal of STOPS) process.on(signal, this.onSignal);
  }

  /** The exit code for the signal. Undefined if none came. */
  get exitCode(): number | undefined {
    return this.stop && EXIT_CODES[this.stop];
  }

  /** Aborted as soon as a signal comes. */
  get abort(): AbortSignal {
    return this.controller.signal;
  }

  remainingMs(): number {
    return this.stop === undefined ? Number.POSITIVE_INFINITY : LAST_MS;
  }

  /** Leaves signals to the system again. */
  ignore(): void {
    for (const signal of STOPS) process.off(signal, this.onSignal);
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.stop = STOPS.find((stop) => stop === signal);
    this.ignore();
    this.controller.abort();
  };
}
