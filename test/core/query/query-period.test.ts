import fc from 'fast-check';
import { QueryPeriodError, readQueryPeriod } from '../../../lib/core/query/query-period';

const NOW = new Date('2024-03-01T00:30:00Z');
const DAY_MS = 86_400_000;

it.each([
  ['2026', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-Q1', '2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z'],
  ['2026-q3', '2026-07-01T00:00:00Z', '2026-10-01T00:00:00Z'],
  ['2026-Q4', '2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-03', '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'],
  ['2026-12', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2024-02', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
  ['2026-03-04', '2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z'],
  ['2026-03-31', '2026-03-31T00:00:00Z', '2026-04-01T00:00:00Z'],
  ['2026-12-31', '2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  ['today', '2024-03-01T00:00:00Z', '2024-03-02T00:00:00Z'],
  ['yesterday', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  ['0099', '0099-01-01T00:00:00Z', '0100-01-01T00:00:00Z'],
])('reads %s as from %s to %s', (text, since, until) => {
  expect(readQueryPeriod(text, NOW)).toEqual({ since, until });
});

it.each([
  '',
  'now',
  'all',
  'tomorrow',
  '24h',
  '26',
  '2026-3',
  '2026-13',
  '2026-00',
  '2026-Q0',
  '2026-Q5',
  '2026Q3',
  '2026-03-04T00:00Z',
  '9999',
  '9999-Q4',
  '9999-12-31',
  '2026-03\n',
])('refuses %j', (text) => {
  expect(() => readQueryPeriod(text, NOW)).toThrow(QueryPeriodError);
});

it('says how many days a month has', () => {
  expect(() => readQueryPeriod('2026-02-30', NOW)).toThrow("'2026-02-30' is not a period: 2026-02 has 28 days");
});

it('has each day in its month, its quarter and its year, once', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
      const today = readQueryPeriod(day, NOW);
      expect(Date.parse(today.until) - Date.parse(today.since)).toBe(DAY_MS);
      for (const text of [day.slice(0, 7), `${day.slice(0, 4)}-Q${quarter}`, day.slice(0, 4)]) {
        const { since, until } = readQueryPeriod(text, NOW);
        expect(since <= today.since && today.until <= until).toBe(true);
      }
    }),
  );
});
