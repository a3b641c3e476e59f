import { localClock } from '../../../lib/cli/render/clock';
import { renderHistogram } from '../../../lib/cli/summary/render-histogram';

function hours(counts: readonly number[]) {
  return counts.map((count, hour) => ({ start: `2024-05-01T${String(hour).padStart(2, '0')}:00:00Z`, count }));
}

function barsOf(text: string): readonly number[] {
  return text
    .split('\n')
    .slice(1, -1)
    .map((line) => [...line].filter((character) => character === '█').length);
}

it('draws one bar a bucket, as long as its share of the highest', () => {
  const text = renderHistogram(hours([100, 50, 0]), 'hour');
  expect(barsOf(text)).toEqual([50, 25, 0]);
  expect(text.split('\n')[0]).toMatch(/^HOUR \(UTC\) +COUNT$/);
  expect(text).toContain('2024-05-01 00:00    100  █');
});

it('gives a single event a bar beside a million', () => {
  expect(barsOf(renderHistogram(hours([1_000_000, 1]), 'hour'))).toEqual([50, 1]);
});

it('fits a line of 80 cells', () => {
  const longest = Math.max(
    ...renderHistogram(hours([12_345, 7]), 'hour')
      .split('\n')
      .map(({ length }) => length),
  );
  expect(longest).toBeLessThanOrEqual(80);
});

it('draws few empty buckets and sums up many', () => {
  expect(
    renderHistogram(hours([1, 0, 0, 0, 1]), 'hour')
      .trimEnd()
      .split('\n'),
  ).toHaveLength(6);
  const text = renderHistogram(hours([1, 0, 0, 0, 0, 1]), 'hour');
  expect(text).toContain('(4 hours without events)');
  expect(text.trimEnd().split('\n')).toHaveLength(4);
});

it('labels a day by its date', () => {
  expect(renderHistogram([{ start: '2024-05-01T00:00:00Z', count: 2 }], 'day')).toMatch(
    /DAY \(UTC\) +COUNT\n2024-05-01 +2 /,
  );
});

it('labels an hour by the clock, with its offset where that changes, and leaves days to UTC', () => {
  const berlin = localClock('Europe/Berlin');
  const hoursOf = (...starts: readonly string[]) => starts.map((start) => ({ start, count: 1 }));
  expect(renderHistogram(hoursOf('2024-05-01T00:00:00Z'), 'hour', berlin)).toMatch(
    /^HOUR \(Europe\/Berlin \(UTC\+02:00\)\) +COUNT\n2024-05-01 02:00 /,
  );
  expect(renderHistogram(hoursOf('2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z'), 'hour', berlin)).toMatch(
    /^HOUR \(Europe\/Berlin\) +COUNT\n2026-10-25 02:00\+02:00 .*\n2026-10-25 02:00\+01:00 /,
  );
  expect(renderHistogram(hoursOf('2026-10-25T00:00:00Z'), 'day', berlin)).toMatch(/^DAY \(UTC\) .*\n2026-10-25 /);
});
