import type { ListingScope } from '../../app/ports/log-file-listing';
import type { ListedAccount } from '../../app/reconcile/listed-places';
import type { LogFilesOfStore } from './deployed-log-files';

/** Accounts that are named; of more it is said how many there are. */
const MOST_ACCOUNTS = 5;

/**
 * What to say if no log file is in the scope of the question: what the command looked for and where, and what exists
 * instead.
 */
export async function nothingCompared({ listing, where }: LogFilesOfStore, scope: ListingScope): Promise<string> {
  const { placesOf } = await import('../../app/reconcile/listed-places.js');
  const asked = [...named('account', scope.accounts), ...named('region', scope.regions), ...delivered(scope)];
  const there = await placesOf(listing, scope.until);
  return `nothing was compared: ${where} has no log file${asked.length > 0 ? ` ${asked.join(', ')}` : ''}; ${whatIsThere(there)}`;
}

/** The accounts and regions that there are log files of, in words. */
export function whatIsThere(accounts: readonly ListedAccount[]): string {
  if (accounts.length === 0) return 'it has none at all: check that this is the right place';
  const shown = accounts
    .slice(0, MOST_ACCOUNTS)
    .map(({ accountId, regions }) => `${accountId} (${regions.join(', ')})`);
  const more = accounts.length - shown.length;
  return `it has those of ${shown.join('; ')}${more > 0 ? ` and ${more} more accounts` : ''}`;
}

function named(what: string, values: readonly string[]): readonly string[] {
  return values.length > 0 ? [`of ${what} ${values.join(' or ')}`] : [];
}

function delivered({ since, until }: ListingScope): readonly string[] {
  return since === undefined ? [] : [`delivered from ${since} to ${until}`];
}
