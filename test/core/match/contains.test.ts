import fc from 'fast-check';
import { containsText } from '../../../lib/core/match/contains';
import { parseWhere } from '../../../lib/core/match/where';
import type { JsonObject } from '../../../lib/core/record/json';
import { parseRecord } from '../../../lib/core/record/parse-record';

const RECORD = parseRecord(
  Buffer.from(
    JSON.stringify({
      eventName: 'PutParameter',
      readOnly: false,
      userIdentity: { arn: 'arn:aws:iam::111122223333:user/Ana', sessionContext: {} },
      requestParameters: {
        name: '/prod/db',
        tags: [{ key: 'Team', value: 'Ops*' }],
        keyId: 'C:\\keys\\1',
        nothing: null,
      },
      responseElements: { version: 12_345 },
    }),
  ),
) as JsonObject;

it.each(['/PROD/d', 'user/ana', 'TEAM', 's*', 'keys\\1', '234', 'false', 'utparam'])('finds %j anywhere', (text) => {
  expect(containsText(text)(RECORD)).toBe(true);
});

it.each(['sessionContext', 'requestParameters', '/prod*', 'p?od', 'null', '/prod/dbx'])(
  'does not find %j, which no value contains',
  (text) => {
    expect(containsText(text)(RECORD)).toBe(false);
  },
);

it('finds text at any depth', () => {
  let record: JsonObject = { here: 'needle' };
  for (let depth = 0; depth < 20_000; depth += 1) record = { record };
  expect(containsText('needle')(record)).toBe(true);
  expect(containsText('haystack')(record)).toBe(false);
});

it('finds what a test of one field finds', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aAß1/-'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(text, text, (value, part) => {
      const record = { eventName: value, other: ['x'] };
      expect(containsText(part)(record)).toBe(part === 'x' || parseWhere(`eventName|contains='${part}'`)(record));
    }),
  );
});
