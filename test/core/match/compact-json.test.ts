import { parse } from 'lossless-json';
import { compactJson } from '../../../lib/core/match/compact-json';
import type { JsonValue } from '../../../lib/core/record/json';

describe('compactJson', () => {
  it.each<JsonValue>([
    null,
    true,
    1.5,
    'a "quoted" \\ line\nwith é and \u2028',
    [],
    {},
    [1, [2, {}], 'x', null],
    { b: 1, a: { c: [], d: 'x' }, '': [false] },
  ])('writes %j as JSON.stringify does', (value) => {
    expect(compactJson(value)).toBe(JSON.stringify(value));
  });

  it('keeps the digits of numbers too long for a double', () => {
    expect(compactJson(parse('{"id": 12345678901234567891}') as JsonValue)).toBe('{"id":12345678901234567891}');
  });

  it('writes a member called __proto__', () => {
    expect(compactJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('survives nesting deeper than the call stack, and lists longer than an argument list', () => {
    const levels = 100_000;
    let value: JsonValue = 'x';
    for (let level = 0; level < levels; level += 1) value = [value];
    expect(compactJson(value)).toBe(`${'['.repeat(levels)}"x"${']'.repeat(levels)}`);
    expect(compactJson(Array.from({ length: 300_000 }, () => 1))).toHaveLength(600_001);
  });
});
