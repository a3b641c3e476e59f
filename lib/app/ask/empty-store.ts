import type { CoverageDependencies } from './coverage';

/** What is said of a store that holds nothing. */
export const EMPTY_STORE = 'nothing is indexed here';

/**
 * Whether a store holds nothing at all: no log file that tells whose it is, none that failed, and no event of one that
 * does not tell. An answer from it says nothing about what happened.
 */
export async function isEmptyStore({ reader, receipts }: CoverageDependencies): Promise<boolean> {
  if ((await receipts.newest()).length > 0) return false;
  const trouble = await receipts.trouble({ since: undefined, maxPages: 1 });
  if (trouble.receipts.length > 0 || trouble.isMore) return false;
  return (await reader.catalogue('')).length === 0;
}
