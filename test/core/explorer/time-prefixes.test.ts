import { timePrefixes } from '../../../lib/core/explorer/time-prefixes';

it.each([
  ['2026-03-04T19:00:00Z', '2026-03-04T20:00:00Z', ['2026-03-04T19']],
  ['2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z', ['2026-03-04']],
  ['2025-12-31T23:00:00Z', '2026-01-01T01:00:00Z', ['2025-12-31T23', '2026-01-01T00']],
  ['2025-01-01T00:00:00Z', '2026-02-01T00:00:00Z', ['2025', '2026-01']],
  [
    '2026-03-04T19:05:00Z',
    '2026-03-04T19:11:00Z',
    [5, 6, 7, 8, 9].map((minute) => `2026-03-04T19:0${minute}`).concat('2026-03-04T19:10'),
  ],
  ['2026-03-04T19:00:00Z', '2026-03-04T19:30:00Z', ['2026-03-04T19:0', '2026-03-04T19:1', '2026-03-04T19:2']],
])('finds what lies from %s to %s by its beginnings', (since, until, prefixes) => {
  expect(timePrefixes(since, until, 10)).toEqual(prefixes);
});

it('has every minute of a window, and none beside it', () => {
  const [since, until] = ['2026-02-28T21:57:00Z', '2026-03-01T03:04:00Z'];
  const prefixes = timePrefixes(since, until, 100) ?? [];
  for (let at = Date.parse('2026-02-28T20:00:00Z'); at < Date.parse('2026-03-01T05:00:00Z'); at += 60_000) {
    const time = new Date(at).toISOString().replace('.000Z', 'Z');
    const found = prefixes.filter((prefix) => time.startsWith(prefix)).length;
    expect([time, found]).toEqual([time, time >= since && time < until ? 1 : 0]);
  }
});

it.each([
  ['more beginnings than are wanted', '2026-03-04T19:01:00Z', '2026-03-04T19:09:00Z'],
  ['an end within a minute', '2026-03-04T19:00:00Z', '2026-03-04T19:00:30Z'],
  ['a beginning within a minute', '2026-03-04T19:00:30Z', '2026-03-04T19:01:00Z'],
])('gives up on %s', (_, since, until) => {
  expect(timePrefixes(since, until, 5)).toBeUndefined();
});
