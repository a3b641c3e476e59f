import { byteOrder } from '../../core/text/byte-order';
import type { AccountListing, LogAccount, LogRegion } from '../ports/log-file-listing';
import type { OpenPart } from '../ports/progress/reconciliation-states';

/** A part of a pass: the log files of an account and region, or the check which regions an account has. */
export interface PassPart extends OpenPart {
  readonly account: LogAccount;
  /** Undefined for the check. */
  readonly region: LogRegion | undefined;
  /** All regions of the account. */
  readonly regions: readonly LogRegion[];
}

/** The accounts of a listing, in the order in which a pass takes them. */
export async function accountsInOrder(listing: AccountListing): Promise<readonly LogAccount[]> {
  const accounts = await listing.accounts();
  return [...accounts].sort((one, other) => byteOrder(checkId(one), checkId(other)));
}

/** How many accounts are behind a part, its own included. */
export function accountsUpTo(accounts: readonly LogAccount[], partId: string): number {
  const later = accounts.findIndex((account) => byteOrder(checkId(account), partId) > 0);
  return later < 0 ? accounts.length : later;
}

/** The parts that are open, and then those that come after `begun`, in the order of their ids. */
export async function* partsLeft(
  accounts: readonly LogAccount[],
  begun: string,
  open: readonly OpenPart[],
): AsyncGenerator<PassPart> {
  const known = new Map(accounts.map((account) => [account.accountId, account]));
  for (const part of open) yield { ...(await foundAgain(part.id, known)), ...part };
  const left = accounts.filter((account) => byteOrder(checkId(account), checkIdOf(begun)) >= 0);
  yield* partsAfter(left, begun);
}

/** The part with an id. Its folders may be gone meanwhile. */
async function foundAgain(id: string, known: ReadonlyMap<string, LogAccount>): Promise<PassPart> {
  const accountId = checkIdOf(id).slice(0, -1);
  const account = known.get(accountId) ?? { accountId, regions: async () => [] };
  const parts = await partsOf(account);
  const region = { region: id.slice(accountId.length + 1), folders: () => [] };
  return parts.find((part) => part.id === id) ?? { id, hasFiles: false, account, region, regions: [] };
}

/** Asks for the regions of the next account while those of one are worked on. */
async function* partsAfter(accounts: readonly LogAccount[], begun: string): AsyncGenerator<PassPart> {
  let next = ahead(accounts[0]);
  for (const [index] of accounts.entries()) {
    const parts = await next;
    next = ahead(accounts[index + 1]);
    for (const part of parts) if (byteOrder(part.id, begun) > 0) yield part;
  }
}

/** Rejects when it is awaited, and not before. */
function ahead(account: LogAccount | undefined): Promise<readonly PassPart[]> {
  const parts = account ? partsOf(account) : Promise.resolve([]);
  parts.catch(() => undefined);
  return parts;
}

async function partsOf(account: LogAccount): Promise<readonly PassPart[]> {
  const regions = await account.regions();
  const part = (region: LogRegion | undefined) => ({
    id: `${checkId(account)}${region?.region ?? ''}`,
    hasFiles: false,
    account,
    region,
    regions,
  });
  return [part(undefined), ...regions.map(part)];
}

/** The id of the check of an account, which comes before those of its regions. */
function checkId({ accountId }: LogAccount): string {
  return `${accountId}/`;
}

/** The id of the check of a part's account. No account has a slash in its name. */
function checkIdOf(partId: string): string {
  return partId.slice(0, partId.indexOf('/') + 1);
}
