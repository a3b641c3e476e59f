import { intendedEventName, KNOWN_EVENT_NAMES, meansKnownName } from '../../../lib/core/query/known-event-names';

it('holds each name once, as an API writes it', () => {
  expect(new Set(KNOWN_EVENT_NAMES).size).toBe(KNOWN_EVENT_NAMES.length);
  expect(KNOWN_EVENT_NAMES.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
  expect(KNOWN_EVENT_NAMES.length).toBeGreaterThan(250);
});

it.each([
  ['StartSesion', 'StartSession'],
  ['startsession', 'StartSession'],
  ['DeleteDocumnet', 'DeleteDocument'],
  ['GetParametersByPaht', 'GetParametersByPath'],
])('takes %s for %s', (name, intended) => {
  expect(intendedEventName(name)).toBe(intended);
});

it.each(['StartSession', 'GetParameter', 'AnEntirelyNewAction', 'x'.repeat(10_000)])(
  'finds nothing odd about %.20s',
  (name) => {
    expect(intendedEventName(name)).toBeUndefined();
  },
);

it.each(['*Document*', 'delete*', '*', 'StartSession', 'startsession', 'Get*ByPath'])(
  'knows what %s means',
  (pattern) => {
    expect(meansKnownName(pattern)).toBe(true);
  },
);

it.each(['*Documnet*', 'Session', 'StartSession*n', 'Get*Get*'])('knows nothing that %s could mean', (pattern) => {
  expect(meansKnownName(pattern)).toBe(false);
});
