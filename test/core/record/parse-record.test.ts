import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { NotARecordError, parseRecord, stringifyRecord } from '../../../lib/core/record/parse-record';
import { anyCharacter } from '../text/any-character';

describe('parseRecord', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: anyCharacter }), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(stringifyRecord(parseRecord(text)))).toEqual(JSON.parse(text));
        const bytes = Buffer.from(text);
        expect(JSON.parse(stringifyRecord(parseRecord(bytes)))).toEqual(JSON.parse(bytes.toString()));
      }),
    );
  });

  it('reads the same where a large number makes it look closer', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: anyCharacter }), fc.jsonValue()),
        fc.integer({ min: 0, max: 2 }),
        (value, space) => {
          const text = `{"n": 1e400,"v": ${JSON.stringify(value, undefined, space)}}`;
          expect(JSON.parse(stringifyRecord(parseRecord(text)))).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it.each(['1e400', '-1e400', '1e-400', '9007199254740993', '3.14159265358979323846', '1'.repeat(50), '-0.1e999'])(
    'keeps the digits of %s',
    (digits) => {
      const text = `{"n":${digits},"list":[${digits}]}`;
      expect(parseRecord(text)).toEqual({ n: new LosslessNumber(digits), list: [new LosslessNumber(digits)] });
      expect(stringifyRecord(parseRecord(text))).toBe(text);
    },
  );

  it.each(['0', '-1', '1.5', '1e5', '9007199254740991', '0.1', '1E-7', '1.0'])('reads %s as a number', (digits) => {
    expect(parseRecord(`{"n":${digits}}`)).toEqual({ n: Number(digits) });
  });

  it('takes the last of equal keys, in the place of the first', () => {
    const text = '{"a":1e400,"b":{"x":1},"a":2,"b":{"y":1e400}}';
    expect(stringifyRecord(parseRecord(text))).toBe('{"a":2,"b":{"y":1e400}}');
  });

  it('keeps __proto__ as a key and leaves prototypes alone', () => {
    for (const text of ['{"a":{"__proto__":{"polluted":true}}}', '{"a":{"__proto__":{"polluted":1e400}}}']) {
      const record = parseRecord(text);
      expect(stringifyRecord(record)).toBe(text);
      expect(Object.getPrototypeOf(record['a'])).toBe(Object.prototype);
      expect('polluted' in {}).toBe(false);
    }
  });

  it('takes an object that pretends to be a lossless number for the object it is', () => {
    const text = '{"a":{"isLosslessNumber":true,"value":"1}"},"n":1e400}';
    expect(stringifyRecord(parseRecord(text))).toBe(text);
  });

  it('reads and writes nesting of any depth', () => {
    const text = `{"a":${'['.repeat(100_000)}1e400${']'.repeat(100_000)}}`;
    expect(stringifyRecord(parseRecord(text))).toBe(text);
  });

  it('reads strings of millions of escapes', () => {
    const text = `{"n":1e400,"s":"${'\\"'.repeat(5_000_000)}"}`;
    expect(parseRecord(text)['s']).toHaveLength(5_000_000);
  });

  it('refuses what is no JSON, and JSON that is no object', () => {
    expect(() => parseRecord('{"a":01e400}')).toThrow(SyntaxError);
    for (const text of ['[]', 'null', '1e400', '"x"']) expect(() => parseRecord(text)).toThrow(NotARecordError);
  });
});

describe('stringifyRecord', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(stringifyRecord(value as never)).toBe(JSON.stringify(value))),
    );
  });
});
