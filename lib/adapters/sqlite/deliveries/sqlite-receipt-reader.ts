import type { DeliveryTimes } from '../../../app/ports/delivery-times';
import type { ReceiptFolders, ReceiptSummary } from '../../../app/ports/receipt-folders';
import type { ReceiptRange, ReceiptReader, Trouble, TroubleRequest } from '../../../app/ports/receipt-reader';
import { textAt } from '../../../core/record/json';
import type { CorruptRows } from '../../../core/rows/corrupt-rows';
import type { Receipt } from '../../../core/rows/delivery-row';
import { NEWEST_FOLDER, troubleRanges } from '../../../core/rows/delivery-views';
import { partOfReceipt, receiptOf } from '../../../core/rows/receipt-codec';
import type { SqliteConnection } from '../sqlite-connection';
import { type DeliveryRow, deliveriesIn } from './deliveries';

/** After every name of a file. */
const LAST = '\u{10ffff}';

/** How many receipts of the list of trouble are a page, and of a folder. */
const PAGE_ROWS = 1_000;

/** The places in a list of ranges of those that have receipts. */
const WITH_RECEIPTS =
  'SELECT CAST(k.key AS INTEGER) FROM json_each(?) k WHERE EXISTS (SELECT 1 FROM deliveries WHERE folder = k.value ->> 0 AND fileName BETWEEN k.value ->> 1 AND k.value ->> 2)';

/** A range that somebody asks about, and who waits to be told. */
interface AskedRange {
  readonly range: ReceiptRange;
  readonly tell: (hasReceipts: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Reads receipts, and the lists that they keep. A corrupt row of a list is left out and taken note of where somebody
 * collects them, else `CorruptRowError`.
 */
export class SqliteReceiptReader implements ReceiptReader, DeliveryTimes, ReceiptFolders {
  private asked: AskedRange[] = [];

  constructor(
    private readonly connection: SqliteConnection,
    private readonly corrupt?: CorruptRows,
  ) {}

  async newest(): Promise<readonly Receipt[]> {
    this.connection.settle();
    return this.readable(deliveriesIn(this.connection, { folder: NEWEST_FOLDER, from: '', to: LAST }));
  }

  async trouble({ since, until, maxPages = Number.POSITIVE_INFINITY }: TroubleRequest): Promise<Trouble> {
    this.connection.settle();
    const most = maxPages * PAGE_ROWS;
    const ranges = troubleRanges(since, until).map((range) => {
      const limit = Number.isFinite(most) ? { limit: most + 1 } : {};
      return deliveriesIn(this.connection, { ...range, newestFirst: true, ...limit });
    });
    const listed = ranges.flatMap((receipts) => receipts.slice(0, most)).filter(isUnresolved);
    const byFile = new Map(this.readable(listed).map((receipt) => [receipt.logFile, receipt]));
    return { receipts: [...byFile.values()], isMore: ranges.some(({ length }) => length > most) };
  }

  /** Whoever looks for days without receipts asks about many at once: one statement answers all that wait for it. */
  hasReceipts(range: ReceiptRange): Promise<boolean> {
    return new Promise((tell, fail) => {
      if (this.asked.push({ range, tell, fail }) === 1) queueMicrotask(() => this.answerAsked());
    });
  }

  /** Most days have none: that is answered for all who ask at once. */
  async deliveryTimes(range: ReceiptRange, limit: number): Promise<readonly string[]> {
    if (!(await this.hasReceipts(range))) return [];
    const receipts = deliveriesIn(this.connection, { ...range, newestFirst: true, limit });
    return receipts.flatMap((receipt) => textAt(receipt, 'deliveredAt') ?? []);
  }

  async *receipts(folder: string, from: string): AsyncGenerator<ReceiptSummary> {
    let page = deliveriesIn(this.connection, { folder, from, to: LAST, limit: PAGE_ROWS });
    while (page.length > 0) {
      for (const row of page) yield partOfReceipt(row);
      const last = page.at(-1)?.fileName ?? '';
      const next =
        page.length < PAGE_ROWS
          ? []
          : deliveriesIn(this.connection, { folder, from: last, to: LAST, limit: PAGE_ROWS + 1 });
      page = next.slice(1);
    }
  }

  private answerAsked(): void {
    const asked = this.asked;
    this.asked = [];
    try {
      const ranges = asked.map(({ range: { folder, from, to } }) => [folder, from, to]);
      const found = new Set(this.connection.all(WITH_RECEIPTS, [JSON.stringify(ranges)]).map(([place]) => place));
      for (const [place, { tell }] of asked.entries()) tell(found.has(place));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }

  private readable(rows: readonly DeliveryRow[]): readonly Receipt[] {
    const { corrupt } = this;
    return rows.flatMap((row) => (corrupt ? corrupt.without(() => receiptOf(row)) : receiptOf(row)));
  }
}

function isUnresolved({ state, changed, sourcelessRecords = 0 }: DeliveryRow): boolean {
  return state !== 'done' || changed !== undefined || sourcelessRecords !== 0;
}
