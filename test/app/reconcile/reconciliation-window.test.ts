import type { UnfinishedPass } from '../../../lib/app/ports/progress/reconciliation-states';
import { comparedSince, hoursBehind, isHeld, isPassDue } from '../../../lib/app/reconcile/reconciliation-window';

const at = (time: string) => new Date(time);

describe('isPassDue', () => {
  it('begins at once where nothing was ever compared', () => {
    expect(isPassDue('recent', undefined, at('2026-03-02T12:00:00Z'))).toBe(true);
    expect(isPassDue('deep', undefined, at('2026-03-02T12:00:00Z'))).toBe(true);
  });

  it('begins anew over the recent window once an hour', () => {
    expect(isPassDue('recent', '2026-03-02T12:07:00.000Z', at('2026-03-02T12:52:00Z'))).toBe(false);
    expect(isPassDue('recent', '2026-03-02T12:07:00.000Z', at('2026-03-02T13:00:00Z'))).toBe(true);
  });

  it('begins anew over the deep window once a day, from 3 o’clock', () => {
    expect(isPassDue('deep', '2026-03-02T03:07:00.000Z', at('2026-03-03T02:59:59Z'))).toBe(false);
    expect(isPassDue('deep', '2026-03-02T03:07:00.000Z', at('2026-03-03T03:00:00Z'))).toBe(true);
    expect(isPassDue('deep', '2026-03-02T02:59:59.000Z', at('2026-03-02T03:00:00Z'))).toBe(true);
  });
});

describe('a time in the future', () => {
  const now = at('2026-03-10T12:07:00Z');

  it('puts off no pass, and makes its window no shorter', () => {
    expect(isPassDue('deep', '2036-03-10T12:07:00.000Z', now)).toBe(true);
    expect(comparedSince('recent', '2036-03-10T12:07:00.000Z', now)).toBe('2026-03-07T12:07:00Z');
  });

  it('holds a pass for no longer than a run can last', () => {
    const until = (time: string) => ({ by: 'a run', until: time });
    expect(isHeld(until('2026-03-10T12:23:00.000Z'), now)).toBe(true);
    expect(isHeld(until('2026-03-10T12:23:01.000Z'), now)).toBe(false);
    expect(isHeld(until('2026-03-10T12:07:00.000Z'), now)).toBe(false);
    expect(isHeld(undefined, now)).toBe(false);
  });
});

describe('comparedSince', () => {
  it('goes back some days from now the first time, then from the beginning of the last pass, so that it skips nothing', () => {
    const now = at('2026-03-10T12:07:00.500Z');
    expect(comparedSince('recent', undefined, now)).toBe('2026-03-07T12:07:00Z');
    expect(comparedSince('recent', '2026-03-10T11:07:00.000Z', now)).toBe('2026-03-07T11:07:00Z');
    expect(comparedSince('recent', '2026-03-06T12:07:00.000Z', now)).toBe('2026-03-03T12:07:00Z');
  });

  it('never goes back further than receipts outlive their rows', () => {
    expect(comparedSince('recent', '2026-01-01T00:00:00.000Z', at('2026-03-10T00:00:00Z'))).toBe(
      '2026-02-03T00:00:00Z',
    );
    expect(comparedSince('deep', '2026-03-05T03:00:00.000Z', at('2026-03-10T00:00:00Z'))).toBe('2026-02-03T00:00:00Z');
  });
});

describe('hoursBehind', () => {
  const counts = { received: 0, missing: 0, failed: 0, changed: 0, archived: 0, waiting: 0 };
  const begun = { since: '', counts, unlisted: 0 };
  const goesOn: UnfinishedPass = {
    ...begun,
    until: '2026-03-10T11:00:00.000Z',
    begun: '',
    open: [],
    accounts: 1,
    accountsBegun: 0,
  };
  const now = at('2026-03-10T12:00:00Z');

  it('counts from the beginning of the last pass that is finished, and before that from the first', () => {
    const last = { ...begun, until: '2026-03-10T06:00:00.000Z', finishedAt: '2026-03-10T11:00:00.000Z' };
    const state = { window: 'recent' as const, revision: 1 };
    expect(hoursBehind({ ...state, last, pass: goesOn }, now)).toBe(6);
    expect(hoursBehind({ ...state, pass: goesOn }, now)).toBe(1);
    expect(hoursBehind(state, now)).toBeUndefined();
    expect(hoursBehind(undefined, now)).toBeUndefined();
  });
});
