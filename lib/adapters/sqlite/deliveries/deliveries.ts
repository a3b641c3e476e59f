import { textAt } from '../../../core/record/json';
import type { ReceiptKey } from '../../../core/rows/delivery-row';
import type { SqliteConnection } from '../sqlite-connection';

const FIND = 'SELECT row FROM deliveries WHERE folder = ? AND fileName = ?';
const PUT = 'INSERT OR REPLACE INTO deliveries (folder, fileName, row, deliveredAt) VALUES (?, ?, ?, ?)';
const RANGE = 'SELECT fileName, row FROM deliveries WHERE folder = ? AND fileName BETWEEN ? AND ? ORDER BY fileName';

/** What a row has, of whatever types somebody has written there. */
export type DeliveryRow = ReceiptKey & Readonly<Record<string, unknown>>;

/** Which rows of a folder to read. */
export interface DeliveryRange {
  readonly folder: string;
  /** Names, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly newestFirst?: true;
  readonly limit?: number;
}

/** The row under a key. */
export function deliveryAt(connection: SqliteConnection, { folder, fileName }: ReceiptKey): DeliveryRow | undefined {
  const [row] = connection.first(FIND, [folder, fileName]) ?? [];
  return row === undefined ? undefined : rowOf({ folder, fileName }, row);
}

/** Puts a row, within a write. */
export function putDelivery(connection: SqliteConnection, row: ReceiptKey): void {
  connection.run(PUT, [row.folder, row.fileName, JSON.stringify(row), textAt(row, 'deliveredAt') ?? null]);
}

/** Rows of a folder in the order of their names. */
export function deliveriesIn(
  connection: SqliteConnection,
  { folder, from, to, newestFirst, limit = -1 }: DeliveryRange,
): readonly DeliveryRow[] {
  const sql = `${RANGE} ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`;
  return connection
    .all(sql, [folder, from, to, limit])
    .map(([fileName, row]) => rowOf({ folder, fileName: String(fileName) }, row));
}

/** A row as it stands. One that is no JSON any more has its key alone. */
function rowOf(key: ReceiptKey, text: unknown): DeliveryRow {
  try {
    return { ...JSON.parse(String(text)), ...key };
  } catch {
    return key as DeliveryRow;
  }
}
