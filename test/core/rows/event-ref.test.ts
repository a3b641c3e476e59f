import fc from 'fast-check';
import { formatRef, isId, MalformedRefError, parseRef, readRef } from '../../../lib/core/rows/event-ref';

const wellFormed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.isWellFormed());

it('is readable for an event of the API', () => {
  const key = { eventName: 'StartSession#2', eventTimeId: '2024-05-01T12:00:00Z#11111111-2222' };
  expect(formatRef(key)).toBe('StartSession#2/2024-05-01T12:00:00Z#11111111-2222');
});

it('leads back to its key and holds nothing that a shell would read', () => {
  fc.assert(
    fc.property(wellFormed, wellFormed, (eventName, id) => {
      const key = { eventName, eventTimeId: `2024-05-01T12:00:00Z#${id}` };
      expect(formatRef(key)).toMatch(/^[\w.:#~@%-]+\/[\w.:#~@%-]+$/);
      expect(parseRef(formatRef(key))).toEqual(key);
    }),
  );
});

it.each(['$(id)', '`id`', 'a b', "a'b", 'a;b', 'a/b', 'a%b', '\u001b[2J', '\u202e', '😀', '\n'])(
  'encodes %j',
  (odd) => {
    const key = { eventName: odd, eventTimeId: `t#${odd}` };
    expect(formatRef(key)).toMatch(/^[\w%]+\/t#[\w%]+$/);
    expect(parseRef(formatRef(key))).toEqual(key);
  },
);

it('refuses what is too long for a key, and repeats a part of it', () => {
  expect(() => parseRef(`a/t#${'i'.repeat(1100)}`)).toThrow(/^'a\/t#i{196}…' is not a reference/);
  expect(() => parseRef(`${'n'.repeat(2100)}/t#i`)).toThrow(MalformedRefError);
});

it.each(['', '/', 'StartSession', 'StartSession/2024', '/t#id', 'a/t#id/more', '%zz/t#id', 'a/%ff#'])(
  'refuses %j',
  (text) => {
    expect(() => parseRef(text)).toThrow(MalformedRefError);
  },
);

it.each(['dec2b342', 'DEC2B342-970d-4214-be57-5e2000e9b41d', 'sha256:dec2b342', 'abcdefab', 'EXAMPLE-0001'])(
  'reads %j as an ID or its beginning',
  (text) => {
    expect(readRef(text)).toEqual({ id: text });
    expect(isId(text)).toBe(true);
  },
);

it.each(['dec2b34', 'StartSession', 'a b 12345678', `1${'0'.repeat(256)}`, '12345678\u001b[2J', ''])(
  'refuses %j as an ID',
  (text) => {
    expect(() => readRef(text)).toThrow(MalformedRefError);
    expect(isId(text)).toBe(false);
  },
);

it('reads what has a slash as a reference', () => {
  expect(readRef('A/2024#12345678')).toEqual({ key: { eventName: 'A', eventTimeId: '2024#12345678' } });
  expect(() => readRef('12345678/9')).toThrow(MalformedRefError);
});
