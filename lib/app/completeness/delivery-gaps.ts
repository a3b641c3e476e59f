import type { EventQuery } from '../../core/query/event-query';
import type { ReceiptReader } from '../ports/receipt-reader';
import { type AnswerNote, incomplete, note } from './answer-note';
import { type UndeliveredDays, undeliveredDays } from './undelivered-days';

/** Accounts and regions that are named, and days of each; of more the number tells. */
const NAMED_PLACES = 3;
const NAMED_DAYS = 3;

/** What to say of the days of a question's window on which an account and region that otherwise delivers delivered nothing. */
export async function deliveryGaps(
  receipts: Pick<ReceiptReader, 'newest' | 'hasReceipts'>,
  { since, until, accounts, regions }: EventQuery,
): Promise<readonly AnswerNote[]> {
  const scope = { since, until, accounts, regions: regions.map((region) => region.toLowerCase()) };
  const { places, lookedFrom } = await undeliveredDays(receipts, scope);
  return [...gapNotes(places), ...(lookedFrom === undefined ? [] : [boundNote(lookedFrom)])];
}

function gapNotes(places: readonly UndeliveredDays[]): readonly AnswerNote[] {
  if (places.length === 0) return [];
  const days = places.flatMap((place) => place.days).sort();
  const [first = '', last = ''] = [days.at(0), days.at(-1)];
  const named = places.slice(0, NAMED_PLACES).map(textOf).join(', ');
  const rest = places.length > NAMED_PLACES ? `, nor of ${places.length - NAMED_PLACES} more accounts and regions` : '';
  const command = ['status', '--by-day', '--since', first, '--until', dayAfter(last)];
  return [incomplete(`no log file was delivered of ${named}${rest}`, ...command)];
}

function textOf({ account, region, days }: UndeliveredDays): string {
  const rest = days.length > NAMED_DAYS ? ` and ${days.length - NAMED_DAYS} more days` : '';
  return `${account} ${region} on ${days.slice(0, NAMED_DAYS).join(' ')}${rest}`;
}

function boundNote(from: string): AnswerNote {
  return note(`whether there are days without a delivery was looked up from ${from} on alone: status --by-day has all`);
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
