import type { ListedEvent } from '../../core/explorer/messages';

const WEEKDAYS = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
const DATE_LENGTH = 10;
const WITHOUT = 'Without a time';

const titles = new Map<string, string>();

/** The day of an event with its weekday, `2026-03-06 Friday`; or that its record has no time. */
export function dayOf({ eventTime }: Pick<ListedEvent, 'eventTime'>): string {
  if (eventTime === undefined) return WITHOUT;
  const day = eventTime.slice(0, DATE_LENGTH);
  const title = titles.get(day) ?? `${day} ${WEEKDAYS.format(new Date(day))}`;
  titles.set(day, title);
  return title;
}
