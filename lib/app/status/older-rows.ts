import { INDEX_VERSION } from '../../core/rows/event-row';
import { NO_DEADLINE } from '../ports/deadline';
import type { RenewalStore } from '../ports/renewal-store';

/** Pages of the Events table that are read to count, a megabyte each: beyond, there are at least so many. */
const PAGES = 400;

/** How much of a store is of an older version of the index than this program's. */
export interface OlderRows {
  /** The version of this program. */
  readonly indexVersion: number;
  readonly count: number;
  /** Whether there may be more: only a part was read. */
  readonly isAtLeast?: true;
}

/** Counts the rows of older versions in the partitions where the catalogue says that there may be any. */
export async function olderRows(renewals: Pick<RenewalStore, 'olderPartitions' | 'countOlder'>): Promise<OlderRows> {
  let [count, pages] = [0, PAGES];
  let isMore = false;
  for (const { name } of await renewals.olderPartitions(NO_DEADLINE)) {
    if (pages <= 0) isMore = true;
    if (isMore) break;
    const counted = await renewals.countOlder(name, pages);
    count += counted.count;
    pages -= counted.pages;
    isMore = counted.isMore;
  }
  return { indexVersion: INDEX_VERSION, count, ...(isMore && { isAtLeast: true }) };
}
