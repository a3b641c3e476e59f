import type { DeliveryTimes } from '../../../app/ports/delivery-times';
import type { ReceiptFolders, ReceiptSummary } from '../../../app/ports/receipt-folders';
import type { ReceiptRange, ReceiptReader, Trouble, TroubleRequest } from '../../../app/ports/receipt-reader';
import type { CorruptRows } from '../../../core/rows/corrupt-rows';
import type { Receipt } from '../../../core/rows/delivery-row';
import { NEWEST_FOLDER, troubleRanges } from '../../../core/rows/delivery-views';
import { partOfReceipt, receiptOf } from '../../../core/rows/receipt-codec';
import { tablesVersion, VERSION_WITH_TIMES } from '../schema/schema-steps';
import type { SqliteConnection } from '../sqlite-connection';
import { type DeliveryRow, deliveriesIn } from './deliveries';
import { EmptyRanges } from './empty-ranges';

/** After every name of a file. */
const LAST = '\u{10ffff}';

/** How many receipts of the list of trouble are a page, and of a folder. */
const PAGE_ROWS = 1_000;

const FIRST = 'SELECT 1 FROM deliveries WHERE folder = ? AND fileName BETWEEN ? AND ? LIMIT 1';

/** The times of deliveries as one array of JSON, which is handed over as soon as a single one. */
const timesOf = (time: string) => `SELECT json_group_array(time) FROM (
SELECT ${time} time FROM deliveries WHERE folder = ? AND fileName BETWEEN ? AND ? ORDER BY fileName DESC LIMIT ?)`;
const TIMES = timesOf('deliveredAt');
const OLDER_TIMES = timesOf("iif(json_valid(row), row ->> 'deliveredAt', NULL)");

/**
 * Reads receipts, and the lists that they keep. A corrupt row of a list is left out and taken note of where somebody
 * collects them, else `CorruptRowError`.
 */
export class SqliteReceiptReader implements ReceiptReader, DeliveryTimes, ReceiptFolders {
  private empty: EmptyRanges | undefined;

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

  async hasReceipts(range: ReceiptRange): Promise<boolean> {
    if (this.emptyRanges().has(range)) return false;
    return this.connection.first(FIRST, [range.folder, range.from, range.to]) !== undefined;
  }

  async deliveryTimes(range: ReceiptRange, limit: number): Promise<readonly string[]> {
    if (this.emptyRanges().has(range)) return [];
    const [times] = this.connection.first(this.times(), [range.folder, range.from, range.to, limit]) ?? [];
    const read = this.connection.json(String(times));
    return Array.isArray(read) ? read.filter((time) => typeof time === 'string') : [];
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

  private times(): string {
    return tablesVersion(this.connection) >= VERSION_WITH_TIMES ? TIMES : OLDER_TIMES;
  }

  /** What is known until somebody else has their turn, who may write receipts. */
  private emptyRanges(): EmptyRanges {
    if (this.empty === undefined) setImmediate(() => (this.empty = undefined));
    this.empty ??= new EmptyRanges(this.connection);
    return this.empty;
  }

  private readable(rows: readonly DeliveryRow[]): readonly Receipt[] {
    const { corrupt } = this;
    return rows.flatMap((row) => (corrupt ? corrupt.without(() => receiptOf(row)) : receiptOf(row)));
  }
}

function isUnresolved({ state, changed, sourcelessRecords = 0 }: DeliveryRow): boolean {
  return state !== 'done' || changed !== undefined || sourcelessRecords !== 0;
}
