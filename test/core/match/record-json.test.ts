import fc from 'fast-check';
import { containsText } from '../../../lib/core/match/contains';
import { RecordJson } from '../../../lib/core/match/record-json';
import { RecordNames, recordNames } from '../../../lib/core/match/record-names';
import { parseWhere } from '../../../lib/core/match/where';
import type { JsonObject } from '../../../lib/core/record/json';

const RECORD = {
  eventName: 'PutParameter',
  requestParameters: {
    name: '/prod/DB',
    'a.key': 'x',
    tags: [{ key: 'Team', value: 'Ops' }],
    quoted: 'a"b',
    count: 12,
  },
};

/** What can be told of the record before it is parsed. */
function mayHold({ json }: ReturnType<typeof parseWhere>, record: object = RECORD): boolean | undefined {
  return json?.(new RecordJson(JSON.stringify(record)));
}

it.each([
  'requestParameters.nothing=x',
  'requestParameters.name=/test/db',
  'requestParameters.name|contains=test',
  'requestParameters.name|startswith=/test/',
  'requestParameters.nothing|re=^x',
  'requestParameters.nothing|exists=true',
  'requestParameters.name=*prod*zz*',
])('tells before it is parsed that a record fails %s', (where) => {
  expect(mayHold(parseWhere(where))).toBe(false);
});

it.each([
  'requestParameters.name=/PROD/db',
  'requestParameters.name|contains|cased=DB',
  'requestParameters.a.key=x',
  'requestParameters.tags.value=ops',
  'requestParameters.tags|contains={"key":"Team"',
  'requestParameters.quoted=a"b',
  'requestParameters.count=12',
  'requestParameters.count|gt=11',
  'eventName|re=^Put',
  'eventName|exists=true',
])('does not leave out a record that satisfies %s', (where) => {
  const test = parseWhere(where);
  expect([test(RECORD), mayHold(test)]).toEqual([true, true]);
});

it.each([
  'requestParameters.nothing=null',
  'requestParameters.nothing|exists=false',
  'requestParameters.nothing|neq=x',
])('tells nothing of %s, which a record without the field satisfies', (where) => {
  expect(mayHold(parseWhere(where))).toBeUndefined();
});

it('tells whether a text may be anywhere', () => {
  expect(mayHold(containsText('ops'))).toBe(true);
  expect(mayHold(containsText('nobody'))).toBe(false);
  expect(mayHold(containsText('a"b'))).toBeUndefined();
});

it('takes letters into account that fold to those of ASCII', () => {
  const record = { key: '\u212aelvin' };
  for (const test of [parseWhere('key=kelvin'), containsText('kelvin')])
    expect([test(record), mayHold(test, record)]).toEqual([true, true]);
});

const KEYS = fc.constantFrom('a', 'b', 'a.b', 'name', '__proto__', 'ä', '"');
const TEXTS = fc.oneof(
  fc.constantFrom('', 'x', 'X y', 'k', '\u212a', '12', '1e21', 'a"b', 'C:\\k', '{"a":1}', '*'),
  fc.string(),
);
const VALUES = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    TEXTS,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, 1e21, 1e-7),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(KEYS, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const RECORDS = fc.dictionary(KEYS, VALUES, { maxKeys: 4 });
const MODIFIERS = [
  '',
  '|contains',
  '|startswith',
  '|endswith',
  '|cased',
  '|re',
  '|exists',
  '|neq',
  '|gt',
  '|all',
  '|base64',
];

/** Part of a record's JSON, so that many questions find something. */
const PARTS = fc.tuple(RECORDS, fc.nat(), fc.nat({ max: 8 })).map(([record, from, length]) => {
  const text = JSON.stringify(record);
  return { record, part: text.slice(from % text.length, (from % text.length) + length) };
});

it('never leaves out a record that satisfies a question', () => {
  const paths = fc.array(KEYS, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.'));
  fc.assert(
    fc.property(
      PARTS,
      paths,
      fc.constantFrom(...MODIFIERS),
      TEXTS,
      fc.boolean(),
      ({ record, part }, path, modifier, text, own) => {
        const asked = own ? part : text;
        const parsed = JSON.parse(JSON.stringify(record)) as JsonObject;
        for (const test of [containsText(asked), ...whereOf(`${path}${modifier}=${asked}`)]) {
          if (!test(parsed)) continue;
          expect(mayHold(test, parsed)).not.toBe(false);
          expect(test.json?.(new RecordNames(recordNames(parsed) ?? ''))).not.toBe(false);
        }
      },
    ),
    { numRuns: 800 },
  );
});

function whereOf(text: string): readonly ReturnType<typeof parseWhere>[] {
  try {
    return [parseWhere(text)];
  } catch {
    return [];
  }
}
