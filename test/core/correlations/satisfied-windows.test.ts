import type { Entry } from '../../../lib/core/correlations/entry';
import { satisfiedWindows } from '../../../lib/core/correlations/satisfied-windows';
import { SeededRandom } from '../../../samples/seeded-random';
import { type Condition, dueBuckets, KINDS } from './brute-force';
import { generatedCase, idOf, placeOf } from './generated-entries';

const RUNS = 500;

function windowsOf(condition: Condition, entries: readonly Entry[]) {
  return satisfiedWindows(placeOf(condition, 0).shape, entries);
}

function events(...times: readonly number[]): readonly Entry[] {
  return times.map((t, at) => ({ t, id: idOf(`${at}`), rule: 0, key: idOf(`${at}`) }));
}

function steps(...given: readonly (readonly [t: number, rule: number, name: string])[]): readonly Entry[] {
  return given.map(([t, rule, name]) => ({ t, id: idOf(name), rule, key: '' }));
}

describe('satisfied windows', () => {
  it.each(KINDS)('are those of a brute-force oracle, for %s', (kind) => {
    for (let run = 0; run < RUNS; run += 1) {
      const random = SeededRandom.of(`windows${kind}${run}`);
      const { condition, events: generated } = generatedCase(kind, random);
      const entries = random.shuffled(generated.flat());
      expect([...windowsOf(condition, entries).keys()].sort()).toEqual([...dueBuckets(condition, entries)].sort());
    }
  });
});

describe('a window', () => {
  const three: Condition = { kind: 'event_count', threshold: 3, timespan: 60 };

  it('has two events exactly a timespan apart, and not a second more', () => {
    expect([...windowsOf(three, events(10, 40, 70))]).toMatchObject([[1, { count: 3 }]]);
    expect(windowsOf(three, events(10, 40, 71)).size).toBe(0);
  });

  it('has all events of the second in which it ends', () => {
    expect([...windowsOf(three, events(5, 5, 5, 5))]).toMatchObject([[0, { count: 4 }]]);
  });

  it('is the earliest of its bucket', () => {
    const [[bucket, window] = []] = windowsOf(three, events(61, 62, 63, 64, 65));
    expect([bucket, window?.entries.map(({ t }) => t)]).toEqual([1, [61, 62, 63]]);
  });
});

describe('an order', () => {
  const two: Condition = { kind: 'temporal_ordered', threshold: 2, timespan: 60 };

  it('holds in one second in either order, exactly a timespan apart, and not the other way round', () => {
    expect(windowsOf(two, steps([5, 1, 'b'], [5, 0, 'a'])).size).toBe(1);
    expect(windowsOf(two, steps([0, 0, 'a'], [60, 1, 'b'])).size).toBe(1);
    expect(windowsOf(two, steps([0, 0, 'a'], [61, 1, 'b'])).size).toBe(0);
    expect(windowsOf(two, steps([5, 1, 'b'], [6, 0, 'a'])).size).toBe(0);
  });

  it('takes two different events, also where one is both rules', () => {
    expect(windowsOf(two, steps([5, 0, 'a'], [5, 1, 'a'])).size).toBe(0);
    expect(windowsOf(two, steps([5, 0, 'a'], [5, 1, 'a'], [5, 0, 'b'])).size).toBe(1);
  });

  it('gives an event to the rule that has no other', () => {
    const three: Condition = { kind: 'temporal_ordered', threshold: 3, timespan: 60 };
    const entries = steps([5, 0, 'a'], [5, 1, 'a'], [5, 1, 'b'], [5, 2, 'b'], [5, 0, 'c']);
    expect([...windowsOf(three, entries).values()].map(({ entries: [...chain] }) => chain.length)).toEqual([3]);
  });
});
