import {
  AddressError,
  CONDITION_HELP,
  QUESTION_FLAGS,
  readQuestion,
  valuesOf,
  writeQuestion,
} from '../../../lib/core/explorer/question';
import { CONDITION_FLAGS } from '../../../lib/core/query/condition-flags';
import { CONDITION_NAMES } from '../../../lib/core/query/conditions';

it('reads conditions, times, order and limit', () => {
  const question = readQuestion(
    '?event=StartSession&event=SendCommand&actor=x%20y&since=7d&denied&limit=5&oldest-first',
  );
  expect(valuesOf(question, 'event')).toEqual(['StartSession', 'SendCommand']);
  expect(valuesOf(question, 'actor')).toEqual(['x y']);
  expect(valuesOf(question, 'denied')).toEqual(['']);
  expect(valuesOf(question, 'since')).toEqual(['7d']);
});

it('takes each condition of the table, in its order', () => {
  expect(Object.keys(CONDITION_FLAGS)).toEqual(CONDITION_NAMES);
  expect(QUESTION_FLAGS).toHaveLength(CONDITION_NAMES.length + 6);
});

it.each(['local=x', 'stack=x', 'profile=x', 'rules=x', 'names=x', 'output=csv', 'record', 'Event=x', '__proto__=x'])(
  'refuses %s, naming it',
  (search) => {
    expect(() => readQuestion(search)).toThrow(AddressError);
    expect(() => readQuestion(search)).toThrow(search.split('=')[0] ?? '');
  },
);

it.each(['event=', 'event', 'denied=1', 'since=1d&since=2d', 'limit=1&limit=2'])('refuses %s', (search) => {
  expect(() => readQuestion(search)).toThrow(AddressError);
});

it.each(['$(rm -rf /)\'"', 'a=b&c', '\u202e\u0007', '+ %20#?', '𝒳'])('gives %j back as it was', (value) => {
  const question = readQuestion(`actor=${encodeURIComponent(value)}&not=${encodeURIComponent(`actor=${value}`)}`);
  expect(readQuestion(writeQuestion(question))).toEqual(question);
  expect(valuesOf(question, 'actor')).toEqual([value]);
});

it('writes equal questions equally, whatever the order, and each word once', () => {
  const [one, other] = ['denied&event=a&event=b', 'event=a&denied&event=b&event=a'].map((text) => readQuestion(text));
  expect(writeQuestion(one ?? [])).toBe(writeQuestion(other ?? []));
});

it('says what each condition means', () => {
  expect(CONDITION_HELP.get('denied')).toBe('only denied calls');
  expect(CONDITION_HELP.size).toBe(CONDITION_NAMES.length);
});
