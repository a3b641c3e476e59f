import { backfillEstimate } from '../../../lib/core/delivery/backfill-estimate';

describe('backfillEstimate', () => {
  it('agrees with docs/cost.md: a million events in ten thousand files', () => {
    expect(backfillEstimate(10_000, 630_000_000)).toEqual({
      events: 1_000_000,
      dollars: 7.82,
      dollarsAMonth: 1.39,
      hours: 0.6,
    });
  });

  it('of nothing is nothing', () => {
    expect(backfillEstimate(0, 0)).toEqual({ events: 0, dollars: 0, dollarsAMonth: 0, hours: 0 });
  });
});
