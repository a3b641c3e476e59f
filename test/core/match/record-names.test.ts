import { RecordNames, recordNames } from '../../../lib/core/match/record-names';
import { parseWhere } from '../../../lib/core/match/where';

const RECORD = { eventName: 'PutParameter', requestParameters: { tags: [{ key: 'Team', value: 'Ops' }], key: null } };

function mayHold(where: string): boolean | undefined {
  return parseWhere(where).json?.(new RecordNames(recordNames(RECORD) ?? ''));
}

it('has the names of fields at whatever depth, each once', () => {
  expect(JSON.parse(recordNames(RECORD) ?? '')).toEqual(['eventName', 'requestParameters', 'tags', 'key', 'value']);
});

it('tells that a record has no such field, and nothing of what a field says', () => {
  expect(mayHold('requestParameters.nothing=x')).toBe(false);
  expect(mayHold('requestParameters.tags.value=nobody')).toBe(true);
  expect(mayHold('requestParameters.nothing=null')).toBeUndefined();
});

it('gives up where there are too many names, or too long ones', () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`name-${index}`, index]));
  expect(recordNames({ requestParameters: many })).toBeUndefined();
  expect(recordNames({ ['x'.repeat(3_000)]: 1 })).toBeUndefined();
});
