import {
  detailsOf,
  lastDays,
  listsOf,
  otherSideOf,
  seenSpan,
  storyKindOf,
} from '../../../lib/ui/entity/entity-document';

it('counts the last days, of hours and of days, with zeros between', () => {
  const times = [
    { start: '2026-03-01T00:00:00Z', count: 9 },
    { start: '2026-03-03T01:00:00Z', count: 1 },
    { start: '2026-03-03T23:00:00Z', count: 2 },
  ];
  expect(lastDays(times, new Date('2026-03-04T12:00:00Z'), 3)).toEqual([
    { day: '2026-03-02', count: 0 },
    { day: '2026-03-03', count: 3 },
    { day: '2026-03-04', count: 0 },
  ]);
});

it('was first and last seen in whichever event came first and last', () => {
  expect(seenSpan([{ count: 1, first: '2', last: '3' }, { count: 1, first: '1', last: '2' }, { count: 1 }])).toEqual({
    first: '1',
    last: '3',
  });
});

it('has a story for actors, keys and things', () => {
  expect([storyKindOf('actor'), storyKindOf('access-key'), storyKindOf('instance'), storyKindOf('address')]).toEqual([
    'actor',
    'accessKey',
    'resource',
    undefined,
  ]);
});

it('tells entries apart whose values look alike', () => {
  expect(
    detailsOf({ count: 1, last: '1', actor: 'ana', actorSource: 'sessionName', account: '111122223333' }, 'actor'),
  ).toBe('sessionName 111122223333');
});

it.each([
  ['actor', 'What it touched', 'Under which names'],
  ['address', 'What it touched', 'Under which names'],
  ['instance', 'Who touched it', 'What was touched by the same calls'],
  ['document', 'Who touched it', 'What was touched by the same calls'],
] as const)('tells of %s in two lists first', (kind, ...titles) => {
  expect(
    listsOf(kind)
      .slice(0, 2)
      .map(({ title }) => title),
  ).toEqual(titles);
});

it('knows that who acts can be acted on, and the other way round', () => {
  expect(otherSideOf('role')).toMatchObject({ kind: 'resource', list: { list: 'byActor' } });
  expect(otherSideOf('instance')).toMatchObject({ kind: 'actor', list: { list: 'byResource' } });
  expect(otherSideOf('address')).toBeUndefined();
});
