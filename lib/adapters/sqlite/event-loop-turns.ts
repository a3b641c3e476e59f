import { setImmediate } from 'node:timers/promises';

/** How long the process may be deaf, in milliseconds. */
const DEAF_MS = 50;

/**
 * Lets the process hear signals and timers now and then. Files are read and rows are written without waiting for anything, so
 * that nothing else would ever have its turn.
 */
export class EventLoopTurns {
  private last = Date.now();

  /** Lets everything else have its turn if it has been waiting. */
  async due(): Promise<void> {
    if (Date.now() - this.last < DEAF_MS) return;
    await setImmediate();
    this.last = Date.now();
  }
}
