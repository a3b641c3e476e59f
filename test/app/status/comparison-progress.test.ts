import type { ReconciliationState } from '../../../lib/app/ports/progress/reconciliation-states';
import { comparisonProblems, comparisonProgress } from '../../../lib/app/status/comparison-progress';

const COUNTS = { received: 4, missing: 1, failed: 0, changed: 0, archived: 0, waiting: 0 };
const WINDOW = { since: '2026-03-01T00:00:00Z', until: '2026-03-04T00:00:00.000Z', counts: COUNTS, unlisted: 0 };
const STATE: ReconciliationState = {
  window: 'recent',
  revision: 3,
  held: { by: 'run', until: '2026-03-04T00:15:00.000Z' },
  pass: { ...WINDOW, begun: '1/', open: [], accounts: 10_000, accountsBegun: 3_412 },
  last: { ...WINDOW, finishedAt: '2026-03-04T00:10:00.000Z' },
};

it('shows the last comparison and the one that goes on, without what only the function needs', () => {
  expect(comparisonProgress(STATE)).toEqual({
    window: 'recent',
    last: { ...WINDOW, finishedAt: '2026-03-04T00:10:00.000Z' },
    pass: { ...WINDOW, accounts: 10_000, accountsBegun: 3_412 },
  });
  expect(comparisonProgress({ window: 'deep', revision: 0 })).toEqual({ window: 'deep' });
});

it('is a problem if it is further behind than its window allows', () => {
  const at = (time: string, state = STATE) => comparisonProblems([state], new Date(time)).map(({ text }) => text);
  expect(at('2026-03-05T23:59:00Z')).toEqual([]);
  expect(at('2026-03-06T03:30:00Z')).toEqual([
    'the recent comparison of the bucket with the receipts is 51 hours behind',
  ]);
  expect(at('2026-03-06T03:30:00Z', { ...STATE, window: 'deep' })).toEqual([]);
  expect(at('2026-03-14T00:00:00Z', { ...STATE, window: 'deep' })).toHaveLength(1);
});
