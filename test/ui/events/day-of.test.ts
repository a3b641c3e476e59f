import { dayOf } from '../../../lib/ui/events/day-of';

it.each([
  ['2026-03-06T10:00:00Z', '2026-03-06 Friday'],
  ['2026-03-05T23:59:59Z', '2026-03-05 Thursday'],
  [undefined, 'Without a time'],
  // An event in quarantine may have a time that is none.
  ['yesterday!', 'yesterday!'],
])('names the day of %s', (eventTime, day) => {
  expect(dayOf({ ...(eventTime !== undefined && { eventTime }) })).toBe(day);
});

it('names each day of a week as the language of the page does', () => {
  const days = Array.from({ length: 7 }, (_, at) => new Date(Date.UTC(2026, 2, 1 + at)));
  const names = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
  expect(days.map((day) => dayOf({ eventTime: day.toISOString() }).split(' ')[1])).toEqual(
    days.map((day) => names.format(day)),
  );
});
