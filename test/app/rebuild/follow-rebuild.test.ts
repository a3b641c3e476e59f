import { followRebuild } from '../../../lib/app/rebuild/follow-rebuild';
import { beginning, type RebuildState } from '../../../lib/app/rebuild/rebuild-state';

const BEGUN = beginning(new Date('2026-03-02T00:00:00Z'), undefined);
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
      onProgress: () => undefined,
    });
    expect(state).toBe(BEGUN);
  });

  it('does not look after one that has ended', async () => {
    const wait = jest.fn();
    const options = { wait, signal: new AbortController().signal, onProgress: () => undefined };
    expect(await followRebuild(seenAs(), ENDED, options)).toBe(ENDED);
    expect(wait).not.toHaveBeenCalled();
  });
});
