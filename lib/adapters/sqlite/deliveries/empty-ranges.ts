import type { ReceiptRange } from '../../../app/ports/receipt-reader';
import type { SqliteConnection } from '../sqlite-connection';

/** CloudTrail's folders of a day, `…/YYYY/MM/DD/`. */
const DAY_FOLDER = /^(.*\/)\d{4}\/\d{2}\/\d{2}\/$/s;

/** SQLite orders texts by their bytes: as JavaScript does, as far as they are ASCII. */
const ASCII = /^[ -~]*$/;

const LATEST_FOLDER = 'SELECT max(folder) FROM deliveries WHERE folder > ? AND folder <= ?';
const LATEST_FILE = 'SELECT max(fileName) FROM deliveries WHERE folder = ? AND fileName <= ?';

/** How many gaps are known at once: days of some places are asked about in turns, each in two folders. */
const MOST_GAPS = 16;

/** Between a receipt, or the beginning, and the end of a range that was asked about there are none. */
interface Gap {
  /** The folder whose files are meant, or the folder of the days. */
  readonly within: string;
  readonly after: string;
  readonly to: string;
}

/**
 * Where no receipts are, as far as anybody asked. Whoever walks back over days without deliveries asks for each of them:
 * the first tells of all others. It knows nothing of receipts that come later: keep it for one question.
 */
export class EmptyRanges {
  private gaps: readonly Gap[] = [];

  constructor(private readonly connection: SqliteConnection) {}

  /** Whether it is certain that a range has no receipts. */
  has({ folder, from, to }: ReceiptRange): boolean {
    const root = DAY_FOLDER.exec(folder)?.[1];
    return root === undefined
      ? this.isEmpty(LATEST_FILE, folder, from, to)
      : this.isEmpty(LATEST_FOLDER, root, folder, folder);
  }

  private isEmpty(latestOf: string, within: string, from: string, to: string): boolean {
    if (!ASCII.test(from)) return false;
    if (this.gaps.some((gap) => gap.within === within && gap.after < from && to <= gap.to)) return true;
    const after = String(this.connection.first(latestOf, [within, to])?.[0] ?? '');
    if (after >= from) return false;
    this.gaps = [{ within, after, to }, ...this.gaps.slice(0, MOST_GAPS - 1)];
    return true;
  }
}
