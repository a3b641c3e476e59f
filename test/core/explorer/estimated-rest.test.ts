import { wholeCount } from '../../../lib/core/explorer/estimated-rest';

const COUNTED = {
  read: 20_000,
  begin: '2026-03-10T00:00:00Z',
  stop: '2026-03-08T00:00:00Z',
  end: '2026-03-01T00:00:00Z',
};

it('takes the rest of a window for as dense as what was counted, and is as exact as that is sure', () => {
  expect(wholeCount(COUNTED)).toEqual({ events: 90_000 });
  expect(wholeCount({ ...COUNTED, readUnits: 10_123 })).toEqual({ events: 90_000, readUnits: 46_000 });
  expect(wholeCount({ ...COUNTED, begin: COUNTED.end, stop: '2026-03-02T00:00:00Z', end: COUNTED.begin })).toEqual({
    events: 180_000,
  });
});

it('takes what was counted for all where all of it is of one second', () => {
  expect(wholeCount({ ...COUNTED, stop: COUNTED.begin, end: COUNTED.begin, readUnits: 7 })).toEqual({
    events: 20_000,
    readUnits: 7,
  });
});
