import { hintText } from '../../../../lib/app/ask/hints/empty-answer-hint';
import { fieldHint, whereHints } from '../../../../lib/app/ask/hints/where-hints';
import { EVERYTHING } from '../../../../lib/core/query/event-query';
import { auditEvent, rowOf } from '../../../core/rows/events';
import { MemoryReader } from '../../memory-reader';

const reader = new MemoryReader();
for (const [at, name] of ['/prod/db/password', '/prod/db/user', '/test/x', '/test/x'].entries())
  reader.add(
    rowOf(auditEvent({ eventID: `e-${at}` }), { requestParameters: { name, list: [{ id: 'a' }, { id: 'b' }] } }),
  );
const partsOf = (...where: readonly string[]) => whereHints({ reader, now: () => new Date(0) }, EVERYTHING, where);
const hints = async (...where: readonly string[]) => (await partsOf(...where)).map(hintText);

it.each([
  ['requestParameters.name=/prod/db/passwrod', 'did you mean --where requestParameters.name=/prod/db/password?'],
  ['requestParameters.name|cased=/PROD/db/user', 'did you mean --where requestParameters.name=/prod/db/user?'],
  ['requestParameters.name|startswith=zzz', 'in the newest 4 records, requestParameters.name is /test/x, /prod/db'],
  ['requestParameters.list.id=q', 'requestParameters.list.id is a, b'],
  ['requestParameters.nam=x', 'none of the newest 4 records has requestParameters.nam'],
])('says of %s what comes near', async (where, words) => {
  expect(await hints(where)).toEqual([expect.stringContaining(words)]);
});

it('says nothing of a test that a record passes', async () => {
  expect(await hints('requestParameters.name=/test/x')).toEqual([]);
});

it('says each once, and nothing where there is nothing to compare', async () => {
  expect(await hints('a=b', 'a=b')).toHaveLength(1);
  expect(await hints()).toEqual([]);
  expect(await whereHints({ reader: new MemoryReader(), now: () => new Date(0) }, EVERYTHING, ['a=b'])).toEqual([]);
});

it.each([['requestParameters.name=x'], ['eventSource=ssm.amazonaws.com'], ['userIdentity.arn|endswith=alice']])(
  'says nothing of %s, which records have',
  (where) => {
    expect(fieldHint(where)).toEqual([]);
  },
);

it.each([
  ['requestParameter.name=x', 'requestParameter.name', 'did you mean requestParameters?'],
  ['eventname|contains=x', 'eventname', 'did you mean eventName?'],
  ['useridentity.arn=x', 'useridentity.arn', 'did you mean userIdentity.arn?'],
])('names the field that was probably meant by %s', (where, path, suggestion) => {
  expect(fieldHint(where).map(hintText)).toEqual([
    `--where asks for ${path}, which is not a field of a record: ${suggestion}`,
  ]);
});

it.each([
  ['requestParameter.name|cased=x', 'requestParameters.name|cased=x'],
  ['useridentity.arn=x', 'userIdentity.arn=x'],
])('asks %s with that field', (where, value) => {
  expect(fieldHint(where).flat()).toContainEqual(
    expect.objectContaining({ words: [{ flag: 'where', value }], without: [{ flag: 'where', value: where }] }),
  );
});

it('asks the values that come near in place of the test', async () => {
  const asked = 'requestParameters.list.id|cased=q';
  const parts = (await partsOf(asked)).flat().filter((part) => typeof part !== 'string');
  expect(parts.map(({ text, words, without }) => [text, words, without])).toEqual(
    ['a', 'b'].map((value) => [
      value,
      [{ flag: 'where', value: `requestParameters.list.id=${value}` }],
      [{ flag: 'where', value: asked }],
    ]),
  );
});

it('names some fields where none is near', () => {
  expect(fieldHint('zzzzzzzzzzzz=x').map(hintText)).toEqual([
    expect.stringMatching(/^--where asks for zzzzzzzzzzzz, .*: expected \w+, \w+, \w+ or another$/),
  ]);
});
