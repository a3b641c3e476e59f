import { DamagedVerificationStateError, type VerificationState } from '../../../lib/app/verify/verification-state';
import { verifyDays } from '../../../lib/app/verify/verify-days';
import type { VerifyDependencies } from '../../../lib/app/verify/verify-trail';

/** A trail that has delivered nothing. */
const EMPTY = {
  bucket: { digestFolders: async () => [] },
  newest: { newest: async () => [] },
  reader: { catalogue: async () => [] },
  now: () => new Date(),
} as unknown as VerifyDependencies;

const onDamagedState = () => {
  throw new Error('a damaged state was told: expected none');
};

let stored: VerificationState | undefined;
let formerly: readonly string[];
let days: string[];

beforeEach(() => {
  stored = undefined;
});

/** A run at a time, with a configuration. */
async function run(now: string, settings = 'first', remainingMs = 900_000) {
  days = [];
  const sources = (former: readonly string[]) => {
    formerly = former;
    return EMPTY;
  };
  const states = {
    load: async () => stored,
    save: async (state: VerificationState) => {
      if (state.revision !== (stored?.revision ?? 0) + 1) return false;
      stored = state;
      return true;
    },
    replaceDamaged: async () => false,
  };
  const onStep = (day: string) => void days.push(day);
  return verifyDays(
    { states, settings, sources, now: () => new Date(now) },
    { remainingMs: () => remainingMs },
    { onStep, onDamagedState },
  );
}

describe('verifyDays', () => {
  it('begins with the day after its first run, the first that was indexed as a whole', async () => {
    expect(await run('2026-03-01T12:00:00Z')).toEqual({ end: 'done', days: [], unverified: 0 });
    expect(stored?.day).toBe('2026-03-02');
    expect(await run('2026-03-02T12:00:00Z')).toMatchObject({ days: [] });
    expect(await run('2026-03-03T12:00:00Z')).toMatchObject({ days: ['2026-03-02'] });
    expect(await run('2026-03-03T13:00:00Z')).toMatchObject({ days: [] });
  });

  it('makes up for days that it has missed, though not for more than a week', async () => {
    await run('2026-03-01T12:00:00Z');
    const late = await run('2026-03-20T12:00:00Z');
    expect(late.days).toEqual([13, 14, 15, 16, 17, 18, 19].map((day) => `2026-03-${day}`));
  });

  it('stops after a step if time has run out, and goes on there', async () => {
    await run('2026-03-01T12:00:00Z');
    expect(await run('2026-03-03T12:00:00Z', 'first', 60_000)).toEqual({ end: 'out of time', days: [], unverified: 1 });
    expect(stored?.position).toMatchObject({ rows: '2026-03-02T00:00:00Z' });
    await run('2026-03-03T13:00:00Z', 'first', 60_000);
    expect(stored?.position).toMatchObject({ rows: '2026-03-02T01:00:00Z' });
    expect(days).toEqual(['2026-03-02']);
    expect(await run('2026-03-03T14:00:00Z')).toMatchObject({ days: ['2026-03-02'] });
  });

  it('knows by which configurations a day may have been indexed, and forgets them a week later', async () => {
    await run('2026-03-01T12:00:00Z', 'first');
    await run('2026-03-02T12:00:00Z', 'second');
    await run('2026-03-03T12:00:00Z', 'second');
    expect(formerly).toEqual(['first']);
    await run('2026-03-04T12:00:00Z', 'second');
    expect(formerly).toEqual([]);
    await run('2026-03-20T12:00:00Z', 'third');
    expect(stored?.configurations).toEqual([
      { settings: 'second', until: '2026-03-20T12:00:00.000Z' },
      { settings: 'third' },
    ]);
  });

  it('leaves the day to another run that has stored a state meanwhile', async () => {
    await run('2026-03-01T12:00:00Z');
    const state = stored;
    const states = { load: async () => state, save: async () => false, replaceDamaged: async () => false };
    const deps = { states, settings: 'first', sources: () => EMPTY, now: () => new Date('2026-03-03T12:00:00Z') };
    const left = await verifyDays(deps, { remainingMs: () => 900_000 }, { onStep: () => undefined, onDamagedState });
    expect(left).toMatchObject({ end: 'another run is going on', days: [], unverified: 1 });
  });

  describe('where the state is damaged', () => {
    const settings = 'present';
    const damaged = new DamagedVerificationStateError('the row');
    const order: string[] = [];
    const begunAnew = (isReplaced: boolean) => {
      const states = {
        load: () => Promise.reject(damaged),
        save: async () => true,
        replaceDamaged: async (state: VerificationState) => {
          order.push(`replaced by ${JSON.stringify(state)}`);
          return isReplaced;
        },
      };
      const deps = { states, settings, sources: () => EMPTY, now: () => new Date('2026-03-09T12:00:00Z') };
      const tells = { onStep: () => undefined, onDamagedState: (told: Error) => void order.push(told.message) };
      return verifyDays(deps, { remainingMs: () => 900_000 }, tells);
    };
    beforeEach(() => {
      order.length = 0;
    });

    it('tells it first, and verifies as many days anew as it ever makes up for, by nothing of that state', async () => {
      const { days: verified } = await begunAnew(true);
      const anew = { day: '2026-03-02', configurations: [{ settings }], revision: 1 };
      expect(order).toEqual([damaged.message, `replaced by ${JSON.stringify(anew)}`]);
      expect(verified).toEqual([2, 3, 4, 5, 6, 7, 8].map((day) => `2026-03-0${day}`));
    });

    it('leaves the days to another run that was faster', async () => {
      expect(await begunAnew(false)).toMatchObject({ end: 'another run is going on', days: [] });
    });
  });
});
