import { foldedRuns } from '../../../lib/cli/story/folded-runs';
import { viewRow } from './views';

const listed = (time: string, overrides = {}) =>
  viewRow({ time, ref: time, eventName: 'DescribeInstanceInformation', ...overrides });
const seconds = (count: number) => Array.from({ length: count }, (_, at) => `12:00:0${at}`);

it('makes one line of four equal calls in a row, from the first to the last', () => {
  const rows = [viewRow(), ...seconds(4).map((time) => listed(time)), viewRow()];
  expect(foldedRuns(rows).map(({ row, count, last }) => [row.eventName, row.time, count, last])).toEqual([
    ['StartSession', '12:00:00', 1, '12:00:00'],
    ['DescribeInstanceInformation', '12:00:00', 4, '12:00:03'],
    ['StartSession', '12:00:00', 1, '12:00:00'],
  ]);
});

it('leaves three as they are', () => {
  expect(foldedRuns(seconds(3).map((time) => listed(time))).map(({ count }) => count)).toEqual([1, 1, 1]);
});

it.each([{ what: ['/prod'] }, { isRefused: true, outcome: 'denied' }, { mark: '~' }, { by: 'ana' }, { isUnder: true }])(
  'never folds a call that differs: %j',
  (difference) => {
    const rows = seconds(5).map((time, at) => listed(time, at === 2 ? difference : {}));
    expect(foldedRuns(rows).map(({ row }) => row)).toEqual(rows);
  },
);
