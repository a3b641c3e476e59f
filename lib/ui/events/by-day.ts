import type { ListedEvent } from '../../core/explorer/messages';

/** Events that follow one another on one day. */
export interface DayOfEvents {
  /** `2026-03-06 Friday`, or that the records have no time. */
  readonly day: string;
  readonly events: readonly ListedEvent[];
}

const WEEKDAYS = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
const DATE_LENGTH = 10;

/** The events under their days, in the order in which they come. */
export function byDay(events: readonly ListedEvent[]): readonly DayOfEvents[] {
  const days = new Map<string, ListedEvent[]>();
  for (const event of events) {
    const day = event.eventTime?.slice(0, DATE_LENGTH) ?? '';
    const those = days.get(day);
    if (those) those.push(event);
    else days.set(day, [event]);
  }
  return [...days].map(([day, those]) => ({ day: titleOf(day), events: those }));
}

function titleOf(day: string): string {
  return day === '' ? 'Without a time' : `${day} ${WEEKDAYS.format(new Date(day))}`;
}
