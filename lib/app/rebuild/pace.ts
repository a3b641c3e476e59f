import { setTimeout as sleep } from 'node:timers/promises';

/** Spaces out puts, so that no more of them happen in a second than a store should bear. */
export class Pace {
  /** When the next put may begin, in milliseconds. */
  private nextAt = 0;

  /** `aSecond` is the most puts a second. */
  constructor(private readonly aSecond: number) {}

  /** Resolves when it is the turn of the caller's put. Time in which nobody puts is not made up for. */
  async wait(): Promise<void> {
    const now = performance.now();
    const at = Math.max(this.nextAt, now);
    this.nextAt = at + 1000 / this.aSecond;
    if (at - now >= 1) await sleep(at - now);
  }
}
