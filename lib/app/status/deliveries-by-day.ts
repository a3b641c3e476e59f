import { FIRST_OF_CLOUDTRAIL } from '../../core/delivery/first-of-cloudtrail';
import { dayFolders } from '../../core/integrity/day-folders';
import { type DeliveryPlace, deliveryPlaces, foldersOfDay, type PlaceScope } from '../completeness/delivery-places';
import { mapConcurrently } from '../flow/map-concurrently';
import type { ReceiptFolders, ReceiptSummary } from '../ports/receipt-folders';
import type { ReceiptReader } from '../ports/receipt-reader';

/** How many folders to read receipts from at once. */
const FOLDERS_AT_ONCE = 12;

/** The source of receipts. */
export interface ByDayDependencies {
  readonly newest: Pick<ReceiptReader, 'newest'>;
  readonly receipts: ReceiptFolders;
}

/** Days and places. Times are as in a question. Accounts and regions are all if none is named. */
export interface ByDayScope extends PlaceScope {
  readonly since: string;
  readonly until: string;
}

/** What CloudTrail delivered for an account and region on a day, in UTC. */
export interface DeliveredDay {
  readonly day: string;
  readonly account: string;
  readonly region: string;
  /** Log files with a receipt, and how many of them are not fully indexed. */
  readonly files: number;
  readonly unfinished: number;
  /**
   * Records of any service, and apart from each other records of Systems Manager, calls of KMS on parameters and calls
   * that tamper with the stack.
   */
  readonly records: number;
  readonly ssmRecords: number;
  readonly relatedRecords: number;
  readonly guardRecords: number;
  readonly quarantined: number;
}

/**
 * What CloudTrail delivered on each day of a window, for each account and region with indexed log files. Includes days
 * without a log file, with zeros, but none before CloudTrail was there. Days are those of CloudTrail's folders, or of the delivery if log files are in other
 * folders.
 */
export async function deliveriesByDay(deps: ByDayDependencies, scope: ByDayScope): Promise<readonly DeliveredDay[]> {
  const places = deliveryPlaces(await deps.newest.newest(), scope);
  const days = new Map<string, DeliveredDay>();
  for (const { account, region } of places) {
    for (const day of daysOf(scope)) days.set(keyOf(day, account, region), nothingOn(day, account, region));
  }
  const isNew = firstOfEach();
  await mapConcurrently(foldersOf(places, scope), FOLDERS_AT_ONCE, async (folder) => {
    for await (const receipt of deps.receipts.receipts(folder, ' ')) if (isNew(folder, receipt)) count(days, receipt);
  });
  return [...days.values()].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/**
 * The folders of each day until the newest log file of their place. A folder that belongs to no day is read once, whole, wherever
 * the window ends.
 */
function foldersOf(places: readonly DeliveryPlace[], scope: ByDayScope): readonly string[] {
  const days = daysOf(scope);
  return [
    ...new Set(places.flatMap((place) => deliveringDays(place, days).flatMap((day) => foldersOfDay(place, day)))),
  ];
}

/** Days on which a place can have delivered, one day late for files that lie in the folder of the next. At least one. */
function deliveringDays({ newest }: DeliveryPlace, days: readonly string[]): readonly string[] {
  const until = newest === '' ? days.length : days.findLastIndex((day) => day <= newest) + 1 + LATE_DAYS;
  return days.slice(0, until);
}

const LATE_DAYS = 1;

/** Tells receipts of files on disk once: one may stand under the path as well that an earlier version wrote it by. */
function firstOfEach(): (folder: string, receipt: ReceiptSummary) => boolean {
  const seen = new Set<string>();
  return (folder, { fileName }) => {
    const isOnDisk = folder.startsWith('local:') || folder.startsWith('/');
    const isFirst = !isOnDisk || !seen.has(fileName);
    if (isOnDisk) seen.add(fileName);
    return isFirst;
  };
}

function count(days: Map<string, DeliveredDay>, receipt: ReceiptSummary): void {
  const { accountId, region, deliveredAt, state } = receipt;
  if (!accountId || !region || !deliveredAt) return;
  const key = keyOf(deliveredAt.slice(0, DAY_LENGTH), accountId, region);
  const before = days.get(key);
  if (!before) return;
  days.set(key, {
    ...before,
    files: before.files + 1,
    unfinished: before.unfinished + (state === 'done' ? 0 : 1),
    ...Object.fromEntries(RECORD_COUNTS.map((name) => [name, before[name] + (receipt[name] ?? 0)])),
  });
}

const RECORD_COUNTS = ['records', 'ssmRecords', 'relatedRecords', 'guardRecords', 'quarantined'] as const;

const DAY_LENGTH = 'YYYY-MM-DD'.length;

function daysOf({ since, until }: ByDayScope): readonly string[] {
  const from = since < FIRST_OF_CLOUDTRAIL ? FIRST_OF_CLOUDTRAIL : since;
  return dayFolders(from, lastSecond(until)).map((day) => day.replaceAll('/', '-'));
}

/** A window that ends at midnight does not include the next day. */
function lastSecond(until: string): string {
  return new Date(Date.parse(until) - 1_000).toISOString();
}

function nothingOn(day: string, account: string, region: string): DeliveredDay {
  const counts = {
    files: 0,
    unfinished: 0,
    records: 0,
    ssmRecords: 0,
    relatedRecords: 0,
    guardRecords: 0,
    quarantined: 0,
  };
  return { day, account, region, ...counts };
}

function keyOf(day: string, account: string, region: string): string {
  return [day, account, region].join('\n');
}

function sortKey({ day, account, region }: DeliveredDay): string {
  return keyOf(day, account, region);
}
