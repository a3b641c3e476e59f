import type { AskedStory } from '../../../lib/app/story/asked-story';
import { earlierEvent } from '../../../lib/app/story/earlier-event';
import { at, DAY, decrypt, KEY, read, storeOf } from './story-store';

const deps = storeOf([
  at('08:00:00'),
  read('08:30:00', '/prod/db'),
  decrypt('08:40:00', '/prod/db'),
  at('08:50:00', { agent: true }),
  at('12:00:00'),
]);
const window = { since: `${DAY}T11:55:00Z` };
const before = async (asked: Pick<AskedStory, 'kind' | 'value'> & Partial<AskedStory>) =>
  (await earlierEvent(deps, { limit: 100, ...asked }, window))?.eventTime;

it.each([
  { kind: 'accessKey', value: KEY },
  { kind: 'actor', value: 'alice' },
  { kind: 'resource', value: '/prod/db' },
] as const)('finds the newest before the story of %j, but for decryptions and the agent', async (asked) => {
  expect(await before(asked)).toBe(`${DAY}T08:30:00Z`);
});

it('finds none where the story has all: of a session, of an event, since a time, or where there is nothing earlier', async () => {
  expect(await before({ kind: 'session', value: 'alice-0123456789abcdef0' })).toBeUndefined();
  expect(await before({ kind: 'event', value: '0a1b2c3d' })).toBeUndefined();
  expect(await before({ kind: 'accessKey', value: KEY, since: `${DAY}T11:55:00Z` })).toBeUndefined();
  expect(await before({ kind: 'accessKey', value: 'ASIAOTHER' })).toBeUndefined();
});
