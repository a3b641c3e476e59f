import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { CATALOGUE_FOLDER, DELIVERIES_TABLE, FORMER_CATALOGUE_TERM, TERMS_TABLE } from '../../contract/tables';
import { type CatalogueEntry, FIRST_VERSION } from '../../core/rows/catalogue';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { TableNames } from './dynamodb-tables';

/** An entry as it is stored. */
export interface StoredCatalogueEntry extends CatalogueEntry {
  /** How far its older rows were looked for (`app/ports/renewal-store`). */
  readonly noticedAt?: string;
  readonly renewedTo?: string;
  /** All rows were looked at, and none is older: what the catalogue of earlier programs says counts no more. */
  readonly allRenewed?: true;
}

/** The entries of the catalogue, each once. */
export interface CatalogueEntries {
  /** In the order of their names. */
  readonly all: readonly StoredCatalogueEntry[];
  /** Those that only the catalogue of earlier programs has, or of which only that one says that rows are older. */
  readonly former: readonly StoredCatalogueEntry[];
}

/** Reads one page of a `Query`. */
type QueryPage = (
  input: QueryCommandInput,
) => Promise<{ readonly items: readonly Item[]; readonly after: Item | undefined }>;

/**
 * The partitions in the catalogue whose name begins with `prefix`: in the Deliveries table, and in the Terms table, where
 * earlier programs kept it. While a deployment replaces one, it may put older rows into a partition that another process has
 * just begun. Therefore the older version counts, until somebody has looked at all rows.
 */
export async function catalogueEntries(
  { deliveries, terms }: Pick<TableNames, 'deliveries' | 'terms'>,
  prefix: string,
  query: QueryPage,
): Promise<CatalogueEntries> {
  const [current, earlier] = await Promise.all([
    entriesIn({ ...DELIVERIES_TABLE, name: deliveries, partition: CATALOGUE_FOLDER }, prefix, query),
    entriesIn({ ...TERMS_TABLE, name: terms, partition: FORMER_CATALOGUE_TERM }, prefix, query),
  ]);
  const known = new Map(current.map((entry) => [entry.partition, entry]));
  const former = earlier.filter((entry) => tellsMore(entry, known.get(entry.partition)));
  for (const entry of former) known.set(entry.partition, entry);
  return { all: [...known.values()].sort(byName), former };
}

function tellsMore({ oldestVersion }: CatalogueEntry, current: StoredCatalogueEntry | undefined): boolean {
  return current === undefined || (current.allRenewed === undefined && oldestVersion < current.oldestVersion);
}

/** The item of the Deliveries table that is an entry. */
export function catalogueItem({ partition, oldestVersion, ...looked }: StoredCatalogueEntry): Item {
  const { partitionKey, sortKey } = DELIVERIES_TABLE;
  return toItem({ [partitionKey]: CATALOGUE_FOLDER, [sortKey]: partition, indexVersion: oldestVersion, ...looked });
}

interface Place {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly partition: string;
}

async function entriesIn(
  { name, partitionKey, sortKey, partition }: Place,
  prefix: string,
  query: QueryPage,
): Promise<readonly StoredCatalogueEntry[]> {
  const entries: StoredCatalogueEntry[] = [];
  let after: Item | undefined;
  do {
    const page = await query({
      TableName: name,
      KeyConditionExpression: `${partitionKey} = :catalogue${prefix === '' ? '' : ` AND begins_with(${sortKey}, :prefix)`}`,
      ExpressionAttributeValues: toItem({ ':catalogue': partition, ...(prefix !== '' && { ':prefix': prefix }) }),
      ...(after && { ExclusiveStartKey: after }),
    });
    entries.push(...page.items.map((item) => entryOf(item, sortKey)));
    after = page.after;
  } while (after);
  return entries;
}

function entryOf(item: Item, sortKey: string): StoredCatalogueEntry {
  const { [sortKey]: partition, indexVersion, noticedAt, renewedTo, allRenewed } = fromItem(item);
  return {
    partition: String(partition),
    oldestVersion: typeof indexVersion === 'number' ? indexVersion : FIRST_VERSION,
    ...(typeof noticedAt === 'string' && { noticedAt }),
    ...(typeof renewedTo === 'string' && { renewedTo }),
    ...(allRenewed === true && { allRenewed }),
  };
}

function byName(one: CatalogueEntry, other: CatalogueEntry): number {
  return one.partition < other.partition ? -1 : 1;
}
