import { writeData } from './output';

/** How many characters wait at most: as many as a pipe of Linux takes at once (pipe(7)). */
const MOST_WAITING = 64 * 1024;

/**
 * Writes data to stdout, with few writes: texts that come one after the other, without waiting for anything, are one. Writing a
 * line takes longer than making it. What is there is written as soon as whoever makes the texts waits for something.
 */
export class GatheredOutput {
  private waiting = '';
  private isRead = true;
  private failure: { readonly error: unknown } | undefined;
  private turn: Promise<void> | undefined;

  /** `write` is what writes to stdout. */
  constructor(private readonly write: typeof writeData = writeData) {}

  /** Takes a text. Gives false if the reader has gone. Rejects where `writeData` does, maybe for a text before it. */
  async add(text: string): Promise<boolean> {
    this.waiting += text;
    this.turn ??= this.writtenInTurn();
    if (this.waiting.length >= MOST_WAITING) await this.turn;
    return this.known();
  }

  /** Waits until everything is written, with the same outcome. */
  async end(): Promise<boolean> {
    await this.turn;
    return this.known();
  }

  private known(): boolean {
    if (this.failure) throw this.failure.error;
    return this.isRead;
  }

  /** Never rejects: nobody may wait for it. */
  private async writtenInTurn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.waiting !== '' && this.isRead) {
        const text = this.waiting;
        this.waiting = '';
        this.isRead = await this.write(text);
      }
    } catch (error) {
      this.failure = { error };
    }
    this.turn = undefined;
  }
}
