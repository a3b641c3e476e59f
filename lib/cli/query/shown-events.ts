import type { FoundEvent } from '../../app/ask/find-events';

/**
 * The part of an answer that is shown: as many events as are wanted, while it is noticed whether there are more. Asked
 * for one more than that, an answer of exactly as many is not taken for one that was cut.
 */
export class ShownEvents {
  count = 0;
  /** Whether there are events beyond those that are shown. */
  isCut = false;
  private first: string | undefined;
  private last: string | undefined;

  constructor(private readonly limit: number) {}

  /** Passes on the events to show. */
  async *of(events: AsyncIterable<FoundEvent>): AsyncGenerator<FoundEvent> {
    for await (const found of events) {
      if (this.count >= this.limit) {
        this.isCut = true;
        return;
      }
      this.count += 1;
      this.first ??= found.event.eventTime;
      this.last = found.event.eventTime;
      yield found;
    }
  }

  /** How many events are shown, from when, and which flag shows the rest. Undefined if these are all. */
  cutText(oldestFirst: boolean): string | undefined {
    if (!this.isCut) return undefined;
    const extent = this.last === undefined ? '' : ` ${oldestFirst ? 'up to' : 'back to'} ${this.last}`;
    const events = this.count === 1 ? '1 event is' : `${this.count} events are`;
    return `${events} shown${extent}, and there are more: --limit 0 shows all${this.goingOn(oldestFirst)}`;
  }

  /** Events of the last second that are not shown must not be passed over: the window that goes on begins with it. */
  private goingOn(oldestFirst: boolean): string {
    if (this.last === undefined || this.first === this.last) return '';
    return oldestFirst ? `, --since ${this.last} continues` : `, --until ${secondAfter(this.last)} continues`;
  }
}

function secondAfter(time: string): string {
  return new Date(Date.parse(time) + 1_000).toISOString().replace('.000Z', 'Z');
}
