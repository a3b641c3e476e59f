import { type JsonObject, textAt, valueAt } from '../record/json';
import type { Resource } from './resource';

/**
 * Resources of a record, each with account and region where those are other than the record's, and else without. A record
 * that tells neither is taken to be where its resources are.
 */
export function relativeTo(record: JsonObject, resources: readonly Resource[]): readonly Resource[] {
  const own = { account: accountIdOf(record), region: textAt(record, 'awsRegion') };
  return resources.map(({ account, region, ...resource }) => ({
    ...resource,
    ...(differs(account, own.account) && { account }),
    ...(differs(region, own.region) && { region }),
  }));
}

function differs(stated: string | undefined, own: string | undefined): stated is string {
  return stated !== undefined && own !== undefined && stated !== own;
}

/** Digits of an AWS account's ID. */
const ACCOUNT_DIGITS = 12;

/** The account that a record was delivered to. Copies of some tools have it as a number, which loses leading zeros. */
export function accountIdOf(record: JsonObject): string | undefined {
  const value = valueAt(record, 'recipientAccountId');
  return typeof value === 'number' ? String(value).padStart(ACCOUNT_DIGITS, '0') : textAt(record, 'recipientAccountId');
}
