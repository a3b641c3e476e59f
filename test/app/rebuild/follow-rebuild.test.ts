import { followRebuild } from '../../../lib/app/rebuild/follow-rebuild';
import { beginning, type RebuildState } from '../../../lib/app/rebuild/rebuild-state';

const NOW = new Date('2026-03-02T00:00:00Z');
const BEGUN = beginning(NOW, undefined);
const ENDED: RebuildState = { ...BEGUN, endedAt: '2026-03-02T01:00:00.000Z' };

const step = (rows: number): RebuildState => ({ ...BEGUN, counts: { ...BEGUN.counts, rows } });

/** A rebuild that is seen in these states, one after the other. */
function seenAs(...states: readonly (RebuildState | undefined)[]) {
  const left = [...states];
  return { progress: async () => left.shift() };
}

describe('following a rebuild', () => {
  it('looks until it has ended, and tells each look', async () => {
    const told: number[] = [];
    const state = await followRebuild(seenAs(step(10), undefined, step(20), ENDED), BEGUN, {
      wait: async () => undefined,
      signal: new AbortController().signal,
      now: () => NOW,
      onProgress: ({ counts }) => told.push(counts.rows),
    });
    expect(state).toBe(ENDED);
    expect(told).toEqual([0, 10, 10, 20, 0]);
  });

  it('leaves it to go on where somebody ends the following', async () => {
    const stop = new AbortController();
    const state = await followRebuild(seenAs(step(10)), BEGUN, {
      wait: async () => stop.abort(),
      signal: stop.signal,
      now: () => NOW,
      onProgress: () => undefined,
    });
    expect(state).toBe(BEGUN);
  });

  it('ends where the rebuild stands still, counted from when it was started again', async () => {
    let minutes = 0;
    const before = { ...BEGUN, progressAt: '2026-03-01T00:00:00.000Z' };
    const state = await followRebuild({ progress: async () => before }, before, {
      wait: async () => {
        minutes += 1;
      },
      signal: new AbortController().signal,
      now: () => new Date(NOW.getTime() + minutes * 60_000),
      onProgress: () => undefined,
    });
    expect(state).toBe(before);
    expect(minutes).toBe(21);
  });

  it('does not look after one that has ended', async () => {
    const wait = jest.fn();
    const options = { wait, signal: new AbortController().signal, now: () => NOW, onProgress: () => undefined };
    expect(await followRebuild(seenAs(), ENDED, options)).toBe(ENDED);
    expect(wait).not.toHaveBeenCalled();
  });
});
