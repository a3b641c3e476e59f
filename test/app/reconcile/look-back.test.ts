import { lookBackFrom } from '../../../lib/app/reconcile/look-back';

describe('lookBackFrom', () => {
  it('is three days, and once a day more than CloudTrail tries to deliver', () => {
    expect(lookBackFrom(new Date('2026-03-20T04:10:00.5Z'))).toBe('2026-03-17T04:10:00Z');
    expect(lookBackFrom(new Date('2026-03-20T03:10:00Z'))).toBe('2026-02-13T03:10:00Z');
  });
});
