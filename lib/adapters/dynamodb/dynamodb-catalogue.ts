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
}

/** The entries of the catalogue, each once. */
export interface CatalogueEntries {
  /** In the order of their names. */
  readonly all: readonly StoredCatalogueEntry[];
  /** Those that only the catalogue of earlier programs has. */
  readonly former: readonly StoredCatalogueEntry[];
}

/** Reads one page of a `Query`. */
type QueryPage = (
  input: QueryCommandInput,
) => Promise<{ readonly items: readonly Item[]; readonly after: Item | undefined }>;

/**
 * The partitions in the catalogue whose name begins with `prefix`: in the Deliveries table, and in the Terms table, where
 * earlier programs kept it. What Deliveries says of a partition is newer.
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
  const names = new Set(current.map(({ partition }) => partition));
  const former = earlier.filter(({ partition }) => !names.has(partition));
  return { all: [...current, ...former].sort(byName), former };
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
  const { [sortKey]: partition, indexVersion, noticedAt, renewedTo } = fromItem(item);
  return {
    partition: String(partition),
    oldestVersion: typeof indexVersion === 'number' ? indexVersion : FIRST_VERSION,
    ...(typeof noticedAt === 'string' && { noticedAt }),
    ...(typeof renewedTo === 'string' && { renewedTo }),
  };
}

function byName(one: CatalogueEntry, other: CatalogueEntry): number {
  return one.partition < other.partition ? -1 : 1;
}
