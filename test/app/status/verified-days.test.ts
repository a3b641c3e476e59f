import { verifiedDays } from '../../../lib/app/status/verified-days';
import { DamagedVerificationStateError } from '../../../lib/app/verify/verification-state';

describe('verifiedDays', () => {
  it('says the day, or nothing where nobody verifies or has begun', async () => {
    expect(await verifiedDays(async () => '2026-03-02')).toEqual({ verifiedBefore: '2026-03-02', problems: [] });
    expect(await verifiedDays(async () => undefined)).toEqual({ problems: [] });
    expect(await verifiedDays(undefined)).toEqual({ problems: [] });
  });

  it('has a problem where the state is damaged', async () => {
    const damaged = new DamagedVerificationStateError('the row');
    const { problems, ...rest } = await verifiedDays(() => Promise.reject(damaged));
    expect(rest).toEqual({});
    expect(problems.map(({ text }) => text)).toEqual([damaged.message]);
  });

  it('fails where the store cannot be asked', async () => {
    await expect(verifiedDays(() => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
  });
});
