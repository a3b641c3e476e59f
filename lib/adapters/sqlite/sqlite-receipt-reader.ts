import type { DeliveryTimes } from '../../app/ports/delivery-times';
import type { ReceiptFolders, ReceiptSummary } from '../../app/ports/receipt-folders';
import type { ReceiptRange, ReceiptReader, Trouble, TroubleRequest } from '../../app/ports/receipt-reader';
import type { Receipt } from '../../core/rows/delivery-row';
import { NEWEST_FOLDER, troubleRanges } from '../../core/rows/delivery-views';
import { deliveriesIn } from './deliveries';
import type { SqliteConnection } from './sqlite-connection';

/** After every name of a file. */
const LAST = '\u{10ffff}';

/** How many receipts of the list of trouble are a page, and of a folder. */
const PAGE_ROWS = 1_000;

const ANY_RECEIPT = 'SELECT 1 FROM deliveries WHERE folder = ? AND fileName BETWEEN ? AND ? LIMIT 1';

/** Reads receipts, and the lists that they keep. */
export class SqliteReceiptReader implements ReceiptReader, DeliveryTimes, ReceiptFolders {
  constructor(private readonly connection: SqliteConnection) {}

  async newest(): Promise<readonly Receipt[]> {
    return deliveriesIn(this.connection, { folder: NEWEST_FOLDER, from: '', to: LAST });
  }

  async trouble({ since, until, maxPages = Number.POSITIVE_INFINITY }: TroubleRequest): Promise<Trouble> {
    const most = maxPages * PAGE_ROWS;
    const ranges = troubleRanges(since, until).map((range) => {
      const limit = Number.isFinite(most) ? { limit: most + 1 } : {};
      return deliveriesIn(this.connection, { ...range, newestFirst: true, ...limit });
    });
    const listed = ranges.flatMap((receipts) => receipts.slice(0, most)).filter(isUnresolved);
    const byFile = new Map(listed.map((receipt) => [receipt.logFile, receipt]));
    return { receipts: [...byFile.values()], isMore: ranges.some(({ length }) => length > most) };
  }

  async hasReceipts({ folder, from, to }: ReceiptRange): Promise<boolean> {
    return this.connection.first(ANY_RECEIPT, [folder, from, to]) !== undefined;
  }

  async deliveryTimes(range: ReceiptRange, limit: number): Promise<readonly string[]> {
    const receipts = deliveriesIn(this.connection, { ...range, newestFirst: true, limit });
    return receipts.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  }

  async *receipts(folder: string, from: string): AsyncGenerator<ReceiptSummary> {
    let page = deliveriesIn(this.connection, { folder, from, to: LAST, limit: PAGE_ROWS });
    while (page.length > 0) {
      yield* page;
      const last = page.at(-1)?.fileName ?? '';
      const next =
        page.length < PAGE_ROWS
          ? []
          : deliveriesIn(this.connection, { folder, from: last, to: LAST, limit: PAGE_ROWS + 1 });
      page = next.slice(1);
    }
  }
}

function isUnresolved({ state, changed, sourcelessRecords }: Receipt): boolean {
  return state !== 'done' || changed !== undefined || sourcelessRecords > 0;
}
