import type { Resource } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import type { Counted } from './tally';

/** An account's ID, in an ARN or in what stands in for one. */
const ACCOUNT_OF_PRINCIPAL = /^(?:arn:[^:]*:[^:]*:[^:]*:|account:)(\d{12})(?:[:/]|$)/;

/** Documents of AWS itself, whose names no customer's may begin with (Systems Manager API, `CreateDocument`), are the same everywhere. */
const OF_AWS = /^(?:aws|amazon|amzn)/i;

/** Where something is that a name stands for. */
export interface InAccount {
  readonly account?: string;
}

/** The account of who acted; none for a service, which is one for all accounts. */
export function accountOfPrincipal({ userIdentityArn = '', recipientAccountId }: StoredEvent): InAccount {
  if (userIdentityArn.startsWith('service:')) return {};
  return inAccount(ACCOUNT_OF_PRINCIPAL.exec(userIdentityArn)?.[1] ?? recipientAccountId);
}

/** The account in which a resource is; none for what is in no account. */
export function accountOfResource({ id, kind, account }: Resource, { recipientAccountId }: StoredEvent): InAccount {
  const isNobodys = kind === 'host' || kind === 'port' || (kind === 'document' && OF_AWS.test(id));
  return isNobodys ? {} : inAccount(account ?? recipientAccountId);
}

/** Counts that name the account only where the same name lies in several. */
export function apartByAccount<Values extends InAccount>(
  counts: readonly Counted<Values>[],
): readonly Counted<Values>[] {
  const accounts = new Map<string, Set<string | undefined>>();
  for (const counted of counts) {
    const name = nameOf(counted);
    accounts.set(name, (accounts.get(name) ?? new Set()).add(counted.account));
  }
  return counts.map((counted) => ((accounts.get(nameOf(counted))?.size ?? 0) > 1 ? counted : withoutAccount(counted)));
}

function nameOf<Values extends InAccount>(counted: Counted<Values>): string {
  const { count: _, first: _first, last: _last, account: _account, ...values } = counted;
  return JSON.stringify(values);
}

function withoutAccount<Values extends InAccount>(counted: Counted<Values>): Counted<Values> {
  const { account: _, ...others } = counted;
  return others as Counted<Values>;
}

function inAccount(account: string | undefined): InAccount {
  return account === undefined ? {} : { account };
}
