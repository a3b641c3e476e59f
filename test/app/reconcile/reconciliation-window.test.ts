import { reconciledSince } from '../../../lib/app/reconcile/reconciliation-window';

describe('reconciledSince', () => {
  it('is three days, and once a day more than CloudTrail tries to deliver', () => {
    expect(reconciledSince(new Date('2026-03-20T04:10:00.5Z'))).toBe('2026-03-17T04:10:00Z');
    expect(reconciledSince(new Date('2026-03-20T03:10:00Z'))).toBe('2026-02-13T03:10:00Z');
  });
});
