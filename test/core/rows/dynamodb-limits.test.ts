import { LosslessNumber } from 'lossless-json';
import type { JsonObject } from '../../../lib/core/record/json';
import { itemBytes, mapObstacle } from '../../../lib/core/rows/dynamodb-limits';
import { nested } from './events';

describe('mapObstacle', () => {
  it('lets 30 levels pass and no more, of maps and of lists', () => {
    expect(mapObstacle(nested(30))).toBeUndefined();
    expect(mapObstacle(nested(31))).toBe('nesting');
    expect(mapObstacle(nested(29, [1]))).toBeUndefined();
    expect(mapObstacle(nested(30, []))).toBe('nesting');
    expect(mapObstacle(nested(30, {}))).toBe('nesting');
    expect(mapObstacle(nested(100_000))).toBe('nesting');
  });

  it.each([0, -0, 1, -1.5, 1e-130, 2 ** 53 - 1, 0.1])('lets the number %d pass', (value) => {
    expect(mapObstacle({ value })).toBeUndefined();
  });

  it.each([2 ** 53, -(2 ** 53), 1e25, 1e-131, 5e-324, Number.MAX_VALUE, new LosslessNumber('1e400')])(
    'keeps the number %p out',
    (value) => {
      expect(mapObstacle({ list: [{ value }] })).toBe('number');
    },
  );

  it.each<[string, string]>([
    ['empty', ''],
    ['lost in marshalling', '__proto__'],
    ['taken for a type in marshalling', 'constructor'],
    ['half a character', '\ud83d'],
    ['longer than an attribute name', 'k'.repeat(65_536)],
  ])('keeps a key out that is %s', (_, key) => {
    const inner = Object.defineProperty({}, key, { value: 1, enumerable: true });
    expect(mapObstacle({ list: [inner as JsonObject] })).toBe('key');
  });

  it('keeps half characters out of values and lets empty ones pass', () => {
    expect(mapObstacle({ a: ['\udc00'] })).toBe('text');
    expect(mapObstacle({ a: '', b: [], c: {}, d: null, e: false, f: ['😀'], length: 1, name: 'Set' })).toBeUndefined();
  });
});

describe('itemBytes', () => {
  it('counts names and values in UTF-8', () => {
    expect(itemBytes({ é: 'éé' })).toBe(3 + 1 + 2 + 4);
    expect(itemBytes({ b: new Uint8Array(10) })).toBe(3 + 1 + 1 + 10);
    expect(itemBytes({ l: [true, null], m: { k: 'v' } })).toBe(3 + 2 + (1 + 3 + 2 + 2) + (1 + 3 + 1 + 1 + 1));
  });

  it('counts no number too low', () => {
    expect(itemBytes({ n: 0.1234567890123456 }) - itemBytes({ n: '' })).toBe(21);
  });
});
