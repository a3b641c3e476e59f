import type { ListedEvent } from '../../core/explorer/messages';

/** From that of `Date.getUTCDay` on. A formatter of `Intl` takes longer to make than the first rows take to draw. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DATE_LENGTH = 10;
const WITHOUT = 'Without a time';

/** The day of an event with its weekday, `2026-03-06 Friday`; or that its record has no time. */
export function dayOf({ eventTime }: Pick<ListedEvent, 'eventTime'>): string {
  if (eventTime === undefined) return WITHOUT;
  const day = eventTime.slice(0, DATE_LENGTH);
  const weekday = WEEKDAYS[new Date(day).getUTCDay()];
  return weekday === undefined ? day : `${day} ${weekday}`;
}
