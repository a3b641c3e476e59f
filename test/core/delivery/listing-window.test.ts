import { dayRange, monthsOf } from '../../../lib/core/delivery/listing-window';

describe('dayRange', () => {
  it.each([
    ['a day', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z', '2026/03/02', '2026/03/02'],
    ['parts of two days', '2026-03-02T23:59:00Z', '2026-03-03T00:01:00Z', '2026/03/02', '2026/03/03'],
    ['a turn of the year', '2025-12-31T12:00:00Z', '2026-01-01T12:00:00Z', '2025/12/31', '2026/01/01'],
  ])('covers %s', (_, since, until, first, last) => {
    expect(dayRange(since, until)).toEqual({ first, last });
  });
});

describe('monthsOf', () => {
  it.each([
    ['2026/03/02', '2026/03/31', ['2026/03']],
    ['2025/11/30', '2026/02/01', ['2025/11', '2025/12', '2026/01', '2026/02']],
    ['2026/03/02', '2026/03/01', ['2026/03']],
    ['2026/04/01', '2026/03/31', []],
  ])('of %s to %s are %j', (first, last, months) => {
    expect(monthsOf({ first, last })).toEqual(months);
  });
});
