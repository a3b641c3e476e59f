import { type TimeBucket, TimelineCounter, type TimeWindow } from '../../../lib/core/summary/timeline';

const NOW = new Date('2024-05-04T12:30:00Z');

function timelineOf(times: readonly string[], window: Partial<TimeWindow>) {
  const counter = new TimelineCounter();
  for (const time of times) counter.add(time);
  return counter.timeline({ since: undefined, until: undefined, now: NOW, ...window });
}

function bucketsOf(times: readonly string[], window: Partial<TimeWindow>): readonly TimeBucket[] {
  const timeline = timelineOf(times, window);
  return 'perHour' in timeline ? timeline.perHour : timeline.perDay;
}

it('counts by the hour, with the hours in which nothing was', () => {
  const times = ['2024-05-01T10:59:59Z', '2024-05-01T12:00:00Z', '2024-05-01T12:59:59Z'];
  expect(timelineOf(times, { since: '2024-05-01T10:00:00Z', until: '2024-05-01T14:00:00Z' })).toEqual({
    perHour: [
      { start: '2024-05-01T10:00:00Z', count: 1 },
      { start: '2024-05-01T11:00:00Z', count: 0 },
      { start: '2024-05-01T12:00:00Z', count: 2 },
      { start: '2024-05-01T13:00:00Z', count: 0 },
    ],
  });
});

it('begins with the hour that the window begins in', () => {
  const starts = bucketsOf([], { since: '2024-05-01T10:30:00Z', until: '2024-05-01T11:30:00Z' }).map(
    ({ start }) => start,
  );
  expect(starts).toEqual(['2024-05-01T10:00:00Z', '2024-05-01T11:00:00Z']);
});

it.each([
  ['three days', '2024-05-04T00:00:00Z', 'perHour', 72],
  ['a second more', '2024-05-04T00:00:01Z', 'perDay', 4],
])('takes hours or days by the window: %s', (_, until, unit, length) => {
  const timeline = timelineOf(['2024-05-02T05:00:00Z'], { since: '2024-05-01T00:00:00Z', until });
  expect(Object.entries(timeline).map(([name, buckets]) => [name, buckets.length])).toEqual([[unit, length]]);
});

it('adds the hours of a day up', () => {
  const times = ['2024-04-01T00:00:00Z', '2024-04-01T23:59:59Z', '2024-05-01T12:00:00Z'];
  const days = bucketsOf(times, {}).filter(({ count }) => count > 0);
  expect(days).toEqual([
    { start: '2024-04-01T00:00:00Z', count: 2 },
    { start: '2024-05-01T00:00:00Z', count: 1 },
  ]);
});

it('ends an open window now, or with an event that is later than this clock', () => {
  const last = (times: readonly string[]) => bucketsOf(times, { since: '2024-05-04T10:00:00Z' }).at(-1)?.start;
  expect(last([])).toBe('2024-05-04T12:00:00Z');
  expect(last(['2024-05-04T15:00:00Z'])).toBe('2024-05-04T15:00:00Z');
});

it('spans the events where the window is open at both ends', () => {
  expect(bucketsOf(['2024-05-01T12:00:00Z', '2024-05-01T13:10:00Z'], {})).toHaveLength(2);
  expect(bucketsOf([], {})).toEqual([]);
});

it('lists no empty days of a window that a forged time makes thousands of years long', () => {
  expect(bucketsOf(['9999-12-31T23:59:59Z', '1970-01-01T00:00:00Z'], {})).toEqual([
    { start: '1970-01-01T00:00:00Z', count: 1 },
    { start: '9999-12-31T00:00:00Z', count: 1 },
  ]);
});
