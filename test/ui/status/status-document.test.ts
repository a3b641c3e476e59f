import { countsOf, type StatusDocument, troubleOf } from '../../../lib/ui/status/status-document';

const WELL: StatusDocument = {
  newest: [],
  failed: [],
  unfinished: [],
  changed: [],
  sourceless: [],
  quarantined: 0,
  olderRows: { count: 0 },
  problems: [],
};

it('says what a comparison found that is not as it should be', () => {
  expect(troubleOf({ received: 10, missing: 0, failed: 0 })).toBe('');
  expect(troubleOf({ received: 10, missing: 2, failed: 0, waiting: 1 })).toBe('2 missing, 1 waiting');
});

it('counts queues where there are some', () => {
  expect(countsOf(WELL).map(([, count]) => count)).toEqual([0, 0, 0, 0, 0, 0]);
  const queues = { waiting: 5, deadLetters: 1, failedAlerts: 0 };
  expect(countsOf({ ...WELL, queues }).slice(-3)).toEqual([
    ['messages that wait', 5],
    ['dead letters', 1],
    ['alerts that could not be delivered', 0],
  ]);
});
