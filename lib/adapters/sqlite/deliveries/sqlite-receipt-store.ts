import type { ReceiptStore } from '../../../app/ports/receipt-store';
import { textAt } from '../../../core/record/json';
import {
  formerReceiptKey,
  type LogFileLocation,
  type Receipt,
  type ReceiptKey,
  receiptKey,
} from '../../../core/rows/delivery-row';
import { latestDelivery, type NewestRow, newestRow, troubleRow } from '../../../core/rows/delivery-views';
import { standingReceipt } from '../../../core/rows/receipt-codec';
import { EventLoopTurns } from '../event-loop-turns';
import type { SqliteConnection } from '../sqlite-connection';
import { type DeliveryRow, deliveryAt, putDelivery } from './deliveries';

/** Writes receipts, and the lists that they keep. */
export class SqliteReceiptStore implements ReceiptStore {
  private readonly turns = new EventLoopTurns();
  /** What was found last, which is what stands there until something is put: no other process writes. */
  private found: { readonly key: string; readonly row: DeliveryRow | undefined } | undefined;
  /** The newest receipts of this transaction, which are put when it ends. */
  private readonly newest = new Map<string, NewestRow>();

  constructor(private readonly connection: SqliteConnection) {}

  async find(location: LogFileLocation): Promise<Receipt | undefined> {
    const found = this.standing(receiptKey(location));
    const former = found ? undefined : formerReceiptKey(location);
    const row = former ? deliveryAt(this.connection, former) : found;
    return row && standingReceipt(row);
  }

  async put(receipt: Receipt): Promise<void> {
    this.connection.write(() => (receipt.state === 'done' ? this.putDone(receipt) : this.putTrouble(receipt)));
    await this.turns.due();
  }

  private putTrouble(receipt: Receipt): void {
    this.found = undefined;
    const trouble = troubleRow(receipt);
    for (const row of [receipt, ...(trouble ? [trouble] : [])]) {
      const standing = deliveryAt(this.connection, row);
      if (standing && protectsFrom(standing, receipt)) return;
      putDelivery(this.connection, row);
    }
  }

  private putDone(receipt: Receipt): void {
    const newest = newestRow(receipt);
    if (newest) this.noteNewest(newest);
    const replaced = this.standing(receipt);
    this.found = undefined;
    putDelivery(this.connection, receipt);
    const hadTrouble = replaced !== undefined && replaced['state'] !== 'done';
    // A file that somebody moved since stands in the list under the path that it had.
    const paths = new Set([receipt.logFile, ...(hadTrouble ? (textAt(replaced, 'logFile') ?? []) : [])]);
    for (const logFile of paths) {
      const resolved = troubleRow({ ...receipt, logFile, ...(hadTrouble && { hadTrouble }) });
      if (resolved) putDelivery(this.connection, resolved);
    }
  }

  private noteNewest(row: NewestRow): void {
    if (!isNewer(row, this.newest.get(row.fileName))) return;
    this.newest.set(row.fileName, row);
    this.connection.defer(`newest ${row.fileName}`, () => {
      this.newest.delete(row.fileName);
      if (isNewer(row, deliveryAt(this.connection, row))) putDelivery(this.connection, row);
    });
  }

  private standing({ folder, fileName }: ReceiptKey): DeliveryRow | undefined {
    const key = `${folder}\n${fileName}`;
    if (this.found?.key !== key) this.found = { key, row: deliveryAt(this.connection, { folder, fileName }) };
    return this.found.row;
  }
}

/** An unfinished receipt does not replace one that is done, if it is about the same content and nobody forces it. */
function protectsFrom(standing: DeliveryRow, { forced, eTag }: Receipt): boolean {
  return !forced && standing['state'] === 'done' && (eTag === undefined || standing['eTag'] === eTag);
}

/** The newest receipt stays the newest, but for one from the future, which an earlier version may have left, and a corrupt one. */
function isNewer(
  { deliveredAt, finishedAt }: { readonly deliveredAt: string; readonly finishedAt: string },
  standing: ReceiptKey | undefined,
): boolean {
  const newest = standing && textAt(standing, 'deliveredAt');
  return newest === undefined || newest < deliveredAt || newest > latestDelivery(finishedAt);
}
