import type { ReceiptStore } from '../../app/ports/receipt-store';
import { textAt } from '../../core/record/json';
import { formerReceiptKey, type LogFileLocation, type Receipt, receiptKey } from '../../core/rows/delivery-row';
import { latestDelivery, newestRow, troubleRow } from '../../core/rows/delivery-views';
import { standingReceipt } from '../../core/rows/receipt-codec';
import { type DeliveryRow, deliveryAt, putDelivery } from './deliveries';
import { EventLoopTurns } from './event-loop-turns';
import type { SqliteConnection } from './sqlite-connection';

/** Writes receipts, and the lists that they keep. */
export class SqliteReceiptStore implements ReceiptStore {
  private readonly turns = new EventLoopTurns();

  constructor(private readonly connection: SqliteConnection) {}

  async find(location: LogFileLocation): Promise<Receipt | undefined> {
    const found = deliveryAt(this.connection, receiptKey(location));
    const former = found ? undefined : formerReceiptKey(location);
    const row = former ? deliveryAt(this.connection, former) : found;
    return row && standingReceipt(row);
  }

  async put(receipt: Receipt): Promise<void> {
    this.connection.write(() => (receipt.state === 'done' ? this.putDone(receipt) : this.putTrouble(receipt)));
    await this.turns.due();
  }

  private putTrouble(receipt: Receipt): void {
    const trouble = troubleRow(receipt);
    for (const row of [receipt, ...(trouble ? [trouble] : [])]) {
      const standing = deliveryAt(this.connection, row);
      if (standing && protectsFrom(standing, receipt)) return;
      putDelivery(this.connection, row);
    }
  }

  private putDone(receipt: Receipt): void {
    const newest = newestRow(receipt);
    if (newest && isNewer(newest, deliveryAt(this.connection, newest))) putDelivery(this.connection, newest);
    const replaced = deliveryAt(this.connection, receipt);
    putDelivery(this.connection, receipt);
    const hadTrouble = replaced !== undefined && replaced['state'] !== 'done';
    // A file that somebody moved since stands in the list under the path that it had.
    const paths = new Set([receipt.logFile, ...(hadTrouble ? (textAt(replaced, 'logFile') ?? []) : [])]);
    for (const logFile of paths) {
      const resolved = troubleRow({ ...receipt, logFile, ...(hadTrouble && { hadTrouble }) });
      if (resolved) putDelivery(this.connection, resolved);
    }
  }
}

/** An unfinished receipt does not replace one that is done, if it is about the same content and nobody forces it. */
function protectsFrom(standing: DeliveryRow, { forced, eTag }: Receipt): boolean {
  return !forced && standing['state'] === 'done' && (eTag === undefined || standing['eTag'] === eTag);
}

/** The newest receipt stays the newest, but for one from the future, which an earlier version may have left, and a corrupt one. */
function isNewer(
  { deliveredAt, finishedAt }: { readonly deliveredAt: string; readonly finishedAt: string },
  standing: DeliveryRow | undefined,
): boolean {
  const newest = standing && textAt(standing, 'deliveredAt');
  return newest === undefined || newest < deliveredAt || newest > latestDelivery(finishedAt);
}
