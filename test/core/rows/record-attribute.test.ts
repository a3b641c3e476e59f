import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { parseRecord, stringifyRecord } from '../../../lib/core/record/parse-record';
import {
  deflatedRecord,
  packedRecord,
  readRecordAttribute,
  recordAttribute,
  UnreadableRecordError,
} from '../../../lib/core/rows/record-attribute';
import { RECORD_DICTIONARY } from '../../../lib/core/rows/record-dictionary';
import { anyCharacter } from '../text/any-character';

const MEGABYTE = 1024 * 1024;
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const wide = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes) });

/** A record as it comes back from a table: through the SDK's marshaller both ways. */
function throughTheTable(json: string) {
  const { record } = unmarshall(marshall({ record: recordAttribute(parseRecord(json)) }));
  return { isPacked: record instanceof Uint8Array, json: stringifyRecord(readRecordAttribute(record)) };
}

it.each<[string, string]>([
  ['plain', '{"a":[1,"x",null,true,{"b":-0.5}],"c":""}'],
  ['30 levels deep', deep(30)],
  ['of 300 KB', wide(300_000)],
  ['named like the members of a Set', '{"size":0,"values":1,"name":"Set","toString":"x","valueOf":null,"length":3}'],
  ['with small numbers', '{"n":[0,0.1,1e-130,1.5e-7,9007199254740991]}'],
])('keeps a record as a map that is %s', (_, json) => {
  const { isPacked, json: back } = throughTheTable(json);
  expect(isPacked).toBe(false);
  expect(back).toBe(stringifyRecord(parseRecord(json)));
});

it.each<[string, string]>([
  ['31 levels deep', deep(31)],
  ['40 levels deep', deep(40)],
  ['5,000 levels deep', deep(5000)],
  ['with 1e400', '{"a":{"n":1e400}}'],
  ['with 50 digits', `{"a":[${'1234567890'.repeat(5)}]}`],
  ['with 1e25', '{"a":10000000000000000905969664}'],
  ['with a number next to nothing', '{"a":1e-200}'],
  ['with lone surrogates', '{"a":"\\ud83d","b":["\\udc00"]}'],
  ['with a lone surrogate in a key', '{"\\ud83d":1}'],
  ['with an empty key', '{"":1,"a":{"":{}}}'],
  ['with __proto__', '{"a":{"__proto__":{"polluted":true}},"__proto__":1}'],
  ['with a constructor that names a type', '{"a":{"constructor":{"name":"Set"}},"constructor":{"name":"String"}}'],
  ['with a constructor that is text', '{"a":{"constructor":"x"}}'],
])('packs a record that is %s', (_, json) => {
  const { isPacked, json: back } = throughTheTable(json);
  expect(isPacked).toBe(true);
  expect(back).toBe(stringifyRecord(parseRecord(json)));
  expect({}).not.toHaveProperty('polluted');
});

it('gives back any record as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: anyCharacter }), fc.jsonValue()), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.parse(throughTheTable(json).json)).toEqual(
        JSON.parse(json.replaceAll(/(?<=[:[,])-0(?=[,\]}])/g, '0')),
      );
    }),
  );
});

it('packs nothing that it would not unpack', () => {
  const record = { a: 'x'.repeat(4 * MEGABYTE) };
  expect(packedRecord(record)).toBeUndefined();
  const largest = { a: 'x'.repeat(4 * MEGABYTE - '{"a":""}'.length) };
  expect(readRecordAttribute(packedRecord(largest))).toEqual(largest);
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['text', 'x'],
  ['a list', [1]],
  ['no gzip', new Uint8Array([1, 2, 3])],
  ['gzip of no JSON', gzipSync('x')],
  ['gzip of no object', gzipSync('[1]')],
  ['gzip without end', gzipSync(Buffer.alloc(5 * MEGABYTE))],
])('refuses %s', (_, attribute) => {
  expect(() => readRecordAttribute(attribute)).toThrow(UnreadableRecordError);
});

describe('a record that is deflated with the dictionary', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: anyCharacter }), fc.jsonValue()), (value) => {
        const record = parseRecord(JSON.stringify(value));
        expect(stringifyRecord(readRecordAttribute(deflatedRecord(record)))).toBe(stringifyRecord(record));
      }),
    );
    expect(deflatedRecord({ text: 'x'.repeat(4 * MEGABYTE) })).toBeUndefined();
  });

  it('is read by the dictionary of today for good: rows stay longer than programs', () => {
    const sha256 = createHash('sha256').update(RECORD_DICTIONARY).digest('hex');
    expect(sha256).toBe('b137037f6c7f22d70384b2afcad7a5d5956aa46bcba0a71d0c1fcb8042511a5a');
    const [stored] = STORED;
    expect(readRecordAttribute(Buffer.from(stored ?? '', 'base64'))).toEqual({
      eventName: 'UpdateInstanceInformation',
    });
  });

  it.each([
    ['that unpacks without end', deflateSync(Buffer.alloc(5 * MEGABYTE))],
    ['that is cut', deflatedRecord({ a: 'x' })?.subarray(0, 8)],
    ['of another dictionary', deflateSync('{}', { dictionary: Buffer.from('another') })],
    ['that is no object', deflateSync('[]')],
  ])('is told to be none where it is one %s', (_, attribute) => {
    expect(() => readRecordAttribute(attribute)).toThrow(UnreadableRecordError);
  });
});

/** What programs have stored. */
const STORED = ['eLuoGNTgq0aJStwdzloAPXYPfA=='];
