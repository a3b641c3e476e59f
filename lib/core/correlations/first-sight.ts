/** What the state remembers of something that was seen. */
export interface Seen {
  /** When it was seen last, in epoch seconds. It may lag behind by an eighth of the time after which it is forgotten. */
  readonly last: number;
  /** The event that it was new with. */
  readonly novelId: string;
}

/** What an event says about something. */
export interface FirstSight {
  /** It is new with this event, or was: an event that comes again says the same. */
  readonly isNovel: boolean;
  /** What to remember now; absent where nothing changes. */
  readonly next?: Seen;
}

/** Writing each sight would cost a write a call. */
const REFRESHED_SHARE = 8;

/** Judges by what was indexed before, so that an old event that comes late is no news. */
export function firstSight(
  seen: Seen | undefined,
  { t, id }: { readonly t: number; readonly id: string },
  forget: number,
): FirstSight {
  if (seen === undefined || seen.last < t - forget) return { isNovel: true, next: { last: t, novelId: id } };
  if (seen.novelId === id) return { isNovel: true };
  const isOld = t - seen.last > forget / REFRESHED_SHARE;
  return { isNovel: false, ...(isOld && { next: { ...seen, last: t } }) };
}
