import { formerReceiptKey, parseLogFile, type Receipt, receiptKey } from '../../core/rows/delivery-row';
import type { ReceiptRange } from '../ports/receipt-reader';

/** CloudTrail's folders of a day: `…/YYYY/MM/DD/`. */
const DAY_FOLDER = /^(.*\/)\d{4}\/\d{2}\/\d{2}\/$/s;

/** Below and above all names of files. */
const [FIRST_NAME, LAST_NAME] = [' ', '\u{10ffff}'];

/** Accounts and regions that are meant; all where none is named. */
export interface PlaceScope {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** An account and region that delivers log files. */
export interface DeliveryPlace {
  readonly account: string;
  readonly region: string;
  /** The newest time of delivery. */
  readonly newest: string;
  /** Folders of its receipts: each with the folders of days below it, or one that is no day's. */
  readonly folders: readonly string[];
}

/** The accounts and regions of which log files are indexed, as the newest receipts tell. */
export function deliveryPlaces(
  newest: readonly Receipt[],
  { accounts, regions }: PlaceScope,
): readonly DeliveryPlace[] {
  const isMeant = (asked: readonly string[], value: string) => asked.length === 0 || asked.includes(value);
  const places = new Map<string, DeliveryPlace>();
  for (const { accountId = '', region = '', deliveredAt = '', logFile } of newest) {
    if (!accountId || !region || !isMeant(accounts, accountId) || !isMeant(regions, region)) continue;
    const key = `${accountId}\n${region}`;
    const before = places.get(key);
    places.set(key, {
      account: accountId,
      region,
      newest: before && before.newest > deliveredAt ? before.newest : deliveredAt,
      folders: [...new Set([...(before?.folders ?? []), ...foldersOf(logFile)])],
    });
  }
  return [...places.values()];
}

/** The folders in which the receipts of a day stand, `YYYY-MM-DD`: each whole, or all of a folder that is no day's. */
export function foldersOfDay({ folders }: DeliveryPlace, day: string): readonly string[] {
  return folders.map((folder) => {
    const root = DAY_FOLDER.exec(folder)?.[1];
    return root === undefined ? folder : `${root}${day.replaceAll('-', '/')}/`;
  });
}

/** Where the receipts of a day stand; in a folder that is no day's, by how CloudTrail calls its files. */
export function rangesOfDay(place: DeliveryPlace, day: string): readonly ReceiptRange[] {
  const name = `${place.account}_CloudTrail_${place.region}_${day.replaceAll('-', '')}`;
  return foldersOfDay(place, day).map((folder) =>
    DAY_FOLDER.test(folder)
      ? { folder, from: FIRST_NAME, to: LAST_NAME }
      : { folder, from: name, to: `${name}${LAST_NAME}` },
  );
}

function foldersOf(logFile: string): readonly string[] {
  const location = parseLogFile(logFile);
  const former = formerReceiptKey(location);
  return [receiptKey(location).folder, ...(former ? [former.folder] : [])];
}
