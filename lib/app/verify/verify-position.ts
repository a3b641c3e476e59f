import { byteOrder } from '../../core/text/byte-order';
import type { VerifyPosition } from './verification-state';

const HOUR_MS = 60 * 60 * 1000;

/** The most bytes of names that a position keeps, so that it fits into an item of a table. */
const MOST_NAME_BYTES = 200_000;

/** Where a verification begins. */
export const AT_THE_START: VerifyPosition = { folder: '', digests: [], term: '', late: [], named: [] };

/** As many names as fit. Beyond that, a row may be told twice. */
export function namesThatFit(names: readonly string[]): readonly string[] {
  let bytes = 0;
  return names.filter((name) => {
    bytes += Buffer.byteLength(name);
    return bytes <= MOST_NAME_BYTES;
  });
}

/** The folders that are left, in the order in which they are verified. */
export function foldersAfter(folders: readonly string[], position: VerifyPosition): readonly string[] {
  return [...folders].sort(byteOrder).filter((folder) => byteOrder(position.folder, folder) < 0);
}

/** The hours of a window. */
export function hoursOf(since: string, until: string): readonly { readonly since: string; readonly until: string }[] {
  const hours: { since: string; until: string }[] = [];
  for (let at = since; at < until; ) {
    const next = new Date(Date.parse(at) + HOUR_MS).toISOString().replace(/\.\d+Z$/, 'Z');
    const end = next < until ? next : until;
    hours.push({ since: at, until: end });
    at = end;
  }
  return hours;
}
