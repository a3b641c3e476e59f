import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { TERMS_TABLE } from '../../contract/tables';
import { CATALOGUE_KEY } from '../../core/rows/term-row';
import { fromItem, type Item, toItem } from './dynamodb-items';

/** A partition of the Events table, and the oldest index version that its rows may have. */
export interface CatalogueEntry {
  readonly partition: string;
  readonly oldestVersion: number;
  /** How far its older rows were looked for (`app/ports/renewal-store`). */
  readonly noticedAt?: string;
  readonly renewedTo?: string;
}

/** The version of partitions whose catalogue row has no version. */
const FIRST_VERSION = 1;

/** The partitions in the catalogue whose name begins with `prefix`. */
export async function catalogueEntries(
  table: string,
  prefix: string,
  query: (input: QueryCommandInput) => Promise<{ readonly items: readonly Item[]; readonly after: Item | undefined }>,
): Promise<readonly CatalogueEntry[]> {
  const entries: CatalogueEntry[] = [];
  let after: Item | undefined;
  do {
    const page = await query({
      TableName: table,
      KeyConditionExpression: `term = :term${prefix === '' ? '' : ` AND begins_with(${TERMS_TABLE.sortKey}, :prefix)`}`,
      ExpressionAttributeValues: toItem({ ':term': CATALOGUE_KEY.term, ...(prefix !== '' && { ':prefix': prefix }) }),
      ...(after && { ExclusiveStartKey: after }),
    });
    entries.push(...page.items.map(entryOf));
    after = page.after;
  } while (after);
  return entries;
}

function entryOf(item: Item): CatalogueEntry {
  const { [TERMS_TABLE.sortKey]: partition, indexVersion, noticedAt, renewedTo } = fromItem(item);
  return {
    partition: String(partition),
    oldestVersion: typeof indexVersion === 'number' ? indexVersion : FIRST_VERSION,
    ...(typeof noticedAt === 'string' && { noticedAt }),
    ...(typeof renewedTo === 'string' && { renewedTo }),
  };
}
