import type { EventStore } from './event-store';
import type { ReceiptStore } from './receipt-store';
import type { RenewalStore } from './renewal-store';
import type { WorkInHand } from './work-in-hand';

/** A store as ingestion of files on disk writes it. */
export interface WritableStore {
  readonly events: EventStore;
  readonly receipts: ReceiptStore;
  readonly renewals: RenewalStore;
  readonly workInHand: WorkInHand;
}
