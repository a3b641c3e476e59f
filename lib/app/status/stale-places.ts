import type { Receipt } from '../../core/rows/delivery-row';
import { type AnswerNote, incomplete } from '../completeness/answer-note';
import { type DeliveryPlace, deliveryPlaces } from '../completeness/delivery-places';
import { mapConcurrently } from '../flow/map-concurrently';
import { type DeliveryHistory, usualGap } from './usual-gap';

/** Accounts and regions that are looked at at once. */
const PLACES_AT_ONCE = 8;

/** An account and region of which no log file has come for longer than usual. */
export interface StalePlace extends DeliveryPlace {
  /** How long it has been silent, and the longest silence that is usual, in milliseconds. */
  readonly silentMs: number;
  readonly usualMs: number;
}

/**
 * The accounts and regions of which the newest delivery is older than their usual gap. Age counts up to the time `upTo` where log files
 * come by themselves. In a store that somebody fills from copies it counts up to the newest log file there (`upTo` undefined),
 * because a copy that is old lacks nothing.
 */
export async function stalePlaces(
  history: DeliveryHistory,
  newest: readonly Receipt[],
  upTo: Date | undefined,
): Promise<readonly StalePlace[]> {
  const places = deliveryPlaces(newest, { accounts: [], regions: [] }).filter((place) => place.newest !== '');
  const end = upTo?.getTime() ?? Math.max(...places.map((place) => Date.parse(place.newest)));
  const found = await mapConcurrently(places, PLACES_AT_ONCE, async (place) => {
    const silentMs = end - Date.parse(place.newest);
    const gap = silentMs > 0 ? await usualGap(history, place) : undefined;
    return gap && silentMs > gap.staleAfterMs ? [{ ...place, silentMs, usualMs: gap.longestMs }] : [];
  });
  return found.flat();
}

/** Says that an account and region has fallen silent. `isCopy` says that somebody fills the store from copies. */
export function staleNote({ account, region, newest, silentMs, usualMs }: StalePlace, isCopy: boolean): AnswerNote {
  const usual = `, and there usually is one every ${duration(usualMs)} or sooner`;
  return isCopy
    ? incomplete(
        `the log files of ${account} ${region} end at ${newest}, ${duration(silentMs)} before the newest one here${usual}: later ones are not copied or ingested, or the trail stopped there`,
      )
    : incomplete(
        `no log file of ${account} ${region} was indexed for ${duration(silentMs)}, since that of ${newest}${usual}: see whether the trail still logs there`,
      );
}

const MINUTE_MS = 60_000;

/** Rounded up, so that nothing is sooner than it says. */
function duration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / MINUTE_MS);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
