import { countedStates, coveredPlaces, type DeliveredDay } from '../../../lib/ui/parts/coverage-days';

const day = (region: string, more: Partial<DeliveredDay>): DeliveredDay => ({
  day: '2026-03-04',
  account: '111122223333',
  region,
  files: 0,
  unfinished: 0,
  ssmRecords: 0,
  quarantined: 0,
  ...more,
});

it('tells days that are indexed from those that failed and those without a delivery', () => {
  const places = coveredPlaces([
    day('a', { files: 2 }),
    day('b', {}),
    day('a', { files: 2, unfinished: 1 }),
    day('a', { files: 2, quarantined: 1 }),
  ]);
  expect(places.map(({ account, region, days }) => [account, region, days.map(({ state }) => state)])).toEqual([
    ['111122223333', 'a', ['whole', 'failed', 'failed']],
    ['111122223333', 'b', ['none']],
  ]);
  expect(countedStates(places)).toEqual({ whole: 1, failed: 2, none: 1 });
});
