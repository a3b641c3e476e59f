import { readLogFileName } from '../../core/delivery/log-file-name';
import type { Receipt } from '../../core/rows/delivery-row';
import type { ListingScope, LogFileListing } from '../ports/log-file-listing';

/** How many files outside of CloudTrail's folders to look at, to learn their account and region. */
const MOST_FILES = 1_000;

/** An account and the regions of its log files. */
export interface ListedAccount {
  readonly accountId: string;
  readonly regions: readonly string[];
}

/** The accounts and regions of the listed log files, or digests, as their folders and names show. */
export class ListedPlaces {
  private readonly regions = new Map<string, Set<string>>();

  constructor(private readonly kind: 'log' | 'digest' = 'log') {}

  /** Adds the account and region in the key of such a file. Gives false if the key has none. */
  add(key: string): boolean {
    const { kind, accountId, region } = readLogFileName(key);
    if (accountId === undefined || region === undefined) return false;
    if (kind === this.kind) this.regions.set(accountId, (this.regions.get(accountId) ?? new Set()).add(region));
    return true;
  }

  accounts(): readonly ListedAccount[] {
    const sorted = [...this.regions].sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.map(([accountId, regions]) => ({ accountId, regions: [...regions].sort() }));
  }

  /**
   * The newest receipts that show deliveries in the window for an account and region that the listing does not have.
   */
  unlisted(
    newest: readonly Receipt[],
    { since = '', until }: Pick<ListingScope, 'since' | 'until'>,
  ): readonly Receipt[] {
    return newest.filter(({ accountId = '', region = '', deliveredAt = '' }) => {
      const isInWindow = since <= deliveredAt && deliveredAt < until;
      return isInWindow && !this.regions.get(accountId)?.has(region);
    });
  }
}

/** The accounts and regions that have log files at all, of any time, for people who asked for others. */
export async function placesOf(listing: LogFileListing, until: string): Promise<readonly ListedAccount[]> {
  const places = new ListedPlaces();
  let files = 0;
  for (const folder of await listing.folders({ since: undefined, until, accounts: [], regions: [] })) {
    if (places.add(fileIn(folder.name))) continue;
    for await (const { key } of folder.files()) {
      places.add(key);
      files += 1;
      if (files >= MOST_FILES) return places.accounts();
    }
  }
  return places.accounts();
}

/** The key of some log file of a folder. */
export function fileIn(folder: string): string {
  return `${folder}${folder.endsWith('/') ? '' : '/'}.json.gz`;
}
