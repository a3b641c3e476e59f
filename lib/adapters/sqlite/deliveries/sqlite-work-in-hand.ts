import { NO_DEADLINE } from '../../../app/ports/deadline';
import type { ReceiptStore } from '../../../app/ports/receipt-store';
import type { WorkInHand } from '../../../app/ports/work-in-hand';
import { type Receipt, receiptKey } from '../../../core/rows/delivery-row';
import { IN_HAND_KEY } from '../../../core/rows/delivery-views';
import { standingReceipt } from '../../../core/rows/receipt-codec';
import type { SqliteConnection } from '../sqlite-connection';
import { deliveryAt, putDelivery } from './deliveries';

/**
 * One row in the list of trouble, which each file overwrites. It is durable as soon as anything of the file is, because
 * both are in one transaction: the row of the file in hand is put when a transaction ends. A file that begins and ends
 * within one leaves none.
 */
export class SqliteWorkInHand implements WorkInHand {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly receipts: ReceiptStore,
  ) {}

  async begin(receipt: () => Receipt): Promise<void> {
    this.put(() => ({ ...receipt(), ...IN_HAND_KEY }));
  }

  async end(): Promise<void> {
    this.put(() => ({ ...IN_HAND_KEY, state: 'done' }));
    this.connection.commit();
  }

  async recover(): Promise<void> {
    const left = this.inHand();
    if (left === undefined) return;
    const location = { bucket: '', key: left.logFile };
    const standing = await this.receipts.find(location, NO_DEADLINE);
    // The same process wrote a receipt of the same content, or continued from this checkpoint.
    if (standing?.eTag !== left.eTag) await this.receipts.put({ ...left, ...receiptKey(location) }, NO_DEADLINE);
    await this.end();
  }

  /** What a process left behind, if it left anything. A corrupt row says at least which file it is about. */
  private inHand(): Receipt | undefined {
    this.connection.settle();
    const row = deliveryAt(this.connection, IN_HAND_KEY);
    if (row === undefined || row['state'] === 'done') return undefined;
    const { corrupt: _, ...left } = standingReceipt(row);
    return left.logFile === '' ? undefined : left;
  }

  private put(row: () => typeof IN_HAND_KEY & { readonly state: Receipt['state'] }): void {
    this.connection.defer('in hand', () => putDelivery(this.connection, row()));
  }
}
