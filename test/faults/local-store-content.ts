import { SqliteConnection } from '../../lib/adapters/sqlite/sqlite-connection';
import type { ReadableStore } from '../../lib/app/ports/readable-store';
import type { JsonObject } from '../../lib/core/record/json';
import type { ListedRow } from '../../lib/core/rows/event-row';
import { readLocalStore } from '../../lib/local/local-store';
import { databaseFile } from '../../lib/local/local-store-folder';

/** What a local store has, in a form in which two stores can be compared whose numbers differ. */
export interface LocalStoreContent {
  readonly rows: readonly ListedRow[];
  readonly terms: readonly string[];
  /** Each log file, how far it is, and its content. */
  readonly receipts: readonly string[];
}

/** More rows than a partition has. */
const ALL_ROWS = 10_000_000;

/** Each term, the event that it leads to, and what its row says of itself. */
const TERMS = `SELECT x.text, t.at, coalesce(e.key, t.sort), coalesce(p.text, ''), t.version, t.lean, t.row FROM terms t
JOIN texts x ON x.id = t.term LEFT JOIN events e ON e.id = t.event LEFT JOIN texts p ON p.id = e.partition`;

const RECEIPTS = "SELECT row FROM deliveries WHERE row LIKE '%contentSha256%' OR row LIKE '%\"failed\"%'";

/** Problems that are told of one kind: one tells as much as a thousand. */
const MOST_TOLD = 3;

/** All that a store has. */
export async function filledStore(folder: string): Promise<LocalStoreContent> {
  const { store, close } = readLocalStore(folder);
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  try {
    const terms = connection.all(TERMS).map((cells) => JSON.stringify(cells));
    const receipts = connection.all(RECEIPTS).map(([row]) => receiptText(JSON.parse(String(row))));
    return { rows: await storedRows(store), terms, receipts: [...new Set(receipts)] };
  } finally {
    connection.close();
    close();
  }
}

/**
 * What is wrong with a store beside one that was filled undisturbed: each record a row, once; the same rows, but for which of
 * the files that have a record came first; the same terms and receipts.
 */
export function differences(
  clean: LocalStoreContent,
  found: LocalStoreContent,
  records: ReadonlyMap<string, JsonObject>,
  files: number,
): readonly string[] {
  const hashes = found.rows.map(({ recordSha256 }) => String(recordSha256));
  const stored = new Set(hashes);
  return [
    ...told(
      'lost',
      [...records.keys()].filter((hash) => !stored.has(hash)),
    ),
    ...(hashes.length === stored.size ? [] : [`doubled: ${hashes.length - stored.size}`]),
    ...unlike('rows', clean.rows.map(withoutEvidence), found.rows.map(withoutEvidence)),
    ...unlike('terms', clean.terms, found.terms),
    ...unlike('receipts', clean.receipts, found.receipts),
    ...(found.receipts.length >= files ? [] : [`receipts: ${found.receipts.length}, expected at least ${files}`]),
  ];
}

async function storedRows(store: ReadableStore): Promise<readonly ListedRow[]> {
  const { reader } = store.reading();
  const rows: ListedRow[] = [];
  for (const value of await reader.catalogue('')) {
    const request = { partition: { table: 'events', value }, since: undefined, until: undefined } as const;
    const page = { ...request, oldestFirst: true, limit: ALL_ROWS, withRecord: true, after: undefined };
    rows.push(...(await reader.page(page)).rows);
  }
  return rows;
}

function withoutEvidence({ logFile: _, recordIndex: __, ...row }: ListedRow & { readonly recordIndex?: number }) {
  return JSON.stringify(row);
}

/** How far a file that failed was read depends on the fault that its last reader met, so that only its state counts. */
function receiptText({ folder, logFile, state, contentSha256, bytes, records, ssmRecords }: Record<string, unknown>) {
  const read = state === 'failed' ? [] : [contentSha256, bytes, records, ssmRecords];
  return JSON.stringify([folder, logFile, state, ...read]);
}

function unlike(what: string, expected: readonly string[], found: readonly string[]): readonly string[] {
  const [here, there] = [new Set(found), new Set(expected)];
  return [
    ...(found.length === expected.length ? [] : [`${what}: ${found.length}, expected ${expected.length}`]),
    ...told(
      `${what} too many`,
      found.filter((each) => !there.has(each)),
    ),
    ...told(
      `${what} too few`,
      expected.filter((each) => !here.has(each)),
    ),
  ];
}

function told(kind: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${kind}: ${values.length} (${values.slice(0, MOST_TOLD).join('; ')})`];
}
