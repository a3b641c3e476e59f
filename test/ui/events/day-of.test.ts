import { dayOf } from '../../../lib/ui/events/day-of';

it.each([
  ['2026-03-06T10:00:00Z', '2026-03-06 Friday'],
  ['2026-03-05T23:59:59Z', '2026-03-05 Thursday'],
  [undefined, 'Without a time'],
])('names the day of %s', (eventTime, day) => {
  expect(dayOf({ ...(eventTime !== undefined && { eventTime }) })).toBe(day);
});
