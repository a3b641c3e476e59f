import type { ReceiptStore } from '../../app/ports/receipt-store';
import type { Receipt } from '../../core/rows/delivery-row';
import type { Span } from './verdict-check';

/** What a receipt tells of the events of its log file. */
type Told = Pick<Receipt, 'firstEventTime' | 'lastEventTime'>;

/** The span of the events of log files, one receipt after the other. */
export class EventTimes {
  private from: string | null = null;
  private to: string | null = null;

  /** Widens the span by the events of a log file. */
  add({ firstEventTime, lastEventTime }: Told): void {
    if (firstEventTime !== undefined && (this.from === null || firstEventTime < this.from)) this.from = firstEventTime;
    if (lastEventTime !== undefined && (this.to === null || lastEventTime > this.to)) this.to = lastEventTime;
  }

  span(): Span {
    return { from: this.from, to: this.to };
  }
}

/** The same receipts. Adds the times of their events to a span. */
export function observedReceipts(receipts: Pick<ReceiptStore, 'find'>, times: EventTimes): Pick<ReceiptStore, 'find'> {
  return {
    async find(location, deadline) {
      const receipt = await receipts.find(location, deadline);
      if (receipt) times.add(receipt);
      return receipt;
    },
  };
}
