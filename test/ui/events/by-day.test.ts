import { byDay } from '../../../lib/ui/events/by-day';

it('puts events under their days in UTC, and those without a time apart', () => {
  const events = ['2026-03-06T00:00:00Z', '2026-03-05T23:59:59Z', '2026-03-05T00:00:00Z', undefined].map(
    (eventTime, at) => ({
      ref: String(at),
      ...(eventTime && { eventTime }),
    }),
  );
  expect(byDay(events).map(({ day, events: those }) => [day, those.length])).toEqual([
    ['2026-03-06 Friday', 1],
    ['2026-03-05 Thursday', 2],
    ['Without a time', 1],
  ]);
});
