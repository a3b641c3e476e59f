import type { CoverageDependencies } from './coverage';

/** What the tool says about an empty store. */
export const EMPTY_STORE = 'nothing is indexed here';

/**
 * Whether a store contains nothing at all: no log file whose name tells its account, none that failed, and no event of
 * another file. An answer from such a store says nothing about what happened.
 */
export async function isEmptyStore({ reader, receipts }: CoverageDependencies): Promise<boolean> {
  if ((await receipts.newest({ toTheHour: true })).length > 0) return false;
  const trouble = await receipts.trouble({ since: undefined, maxPages: 1 });
  if (trouble.receipts.length > 0 || trouble.isMore) return false;
  return (await reader.catalogue('')).length === 0;
}
