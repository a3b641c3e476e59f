import { readLogFileName } from '../../core/delivery/log-file-name';
import { isLogFile } from '../ingest/ingest-delivery';
import type { ListedLogFile, ListingScope } from '../ports/log-file-listing';

/**
 * The log files of a listing that are in scope. Digests and markers are not. The name of a file decides. A name without
 * a time of delivery is always in scope, because looking at a file for nothing is better than missing one.
 */
export async function* listedInScope(
  files: AsyncIterable<ListedLogFile>,
  scope: ListingScope,
): AsyncGenerator<ListedLogFile> {
  for await (const file of files) if (isInScope(file.key, scope)) yield file;
}

function isInScope(key: string, { since, until, accounts, regions }: ListingScope): boolean {
  if (!isLogFile(key)) return false;
  const { accountId, region, deliveredAt } = readLogFileName(key);
  return isAsked(accountId, accounts) && isAsked(region, regions) && isWithin(deliveredAt, since, until);
}

function isAsked(value: string | undefined, asked: readonly string[]): boolean {
  return asked.length === 0 || (value !== undefined && asked.includes(value));
}

function isWithin(time: string | undefined, since: string | undefined, until: string): boolean {
  return time === undefined || ((since === undefined || time >= since) && time < until);
}
