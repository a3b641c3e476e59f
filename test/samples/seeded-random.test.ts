import { SeededRandom } from '../../samples/seeded-random';

describe('seeded numbers', () => {
  it('are the same for the same seed or text', () => {
    expect(new SeededRandom(7).uuid()).toBe(new SeededRandom(7).uuid());
    expect(SeededRandom.of('a').uuid()).toBe(SeededRandom.of('a').uuid());
    expect(SeededRandom.of('a').uuid()).not.toBe(SeededRandom.of('b').uuid());
  });

  it('reach every value below the limit and none beyond', () => {
    const random = new SeededRandom(1);
    const drawn = Array.from({ length: 1000 }, () => random.below(5));

    expect([...new Set(drawn)].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('make version 4 UUIDs that do not repeat', () => {
    const random = new SeededRandom(1);
    const drawn = Array.from({ length: 10_000 }, () => random.uuid());

    expect(new Set(drawn).size).toBe(drawn.length);
    for (const uuid of drawn)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('make texts of the length and alphabet asked for', () => {
    const random = new SeededRandom(1);

    expect(random.hex(17)).toMatch(/^[0-9a-f]{17}$/);
    expect(random.base32(26)).toMatch(/^[a-z2-7]{26}$/);
    expect(random.alphanumeric(16)).toMatch(/^[A-Za-z0-9]{16}$/);
  });

  it('shuffle without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = new SeededRandom(1).shuffled(items);

    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });

  it('refuse to pick from nothing', () => {
    expect(() => new SeededRandom(1).pick([])).toThrow('cannot pick from an empty list: expected at least one item');
  });
});
