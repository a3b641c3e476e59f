import type { AskedStory } from '../../../lib/app/story/asked-story';
import { findAnchor } from '../../../lib/app/story/find-anchor';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, rowOf } from '../../core/rows/events';
import { at, BOB, byBob, decrypt, KEY, onSession, read, SESSION, started, storeOf } from './story-store';

const START = started('12:00:00');
const END = byBob(onSession('TerminateSession', '12:20:00'));
const READ = read('12:10:00');
const DECRYPTION = decrypt('12:10:00');
const deps = storeOf([START, END, READ, DECRYPTION, at('09:00:00', { eventName: 'ListCommands', resources: [] })]);

const refOf = (event: typeof START) => storedEvent(rowOf(event)).ref;

function search(kind: AskedStory['kind'], value: string) {
  return findAnchor(deps, { kind, value, limit: 100 });
}

it('finds a session with its start and its end, by whomever', async () => {
  expect(await search('session', SESSION)).toMatchObject({
    anchor: { kind: 'session', ref: refOf(START), principals: [ALICE], accessKeys: [KEY], things: [SESSION] },
    session: { id: SESSION, start: { ref: refOf(START) }, termination: { ref: refOf(END) } },
  });
});

it('tells the story of its session from any successful event that names it, by reference and by handle', async () => {
  for (const value of [refOf(END), END.eventID, END.eventID.slice(0, 8)]) {
    expect(await search('event', value)).toMatchObject({ anchor: { principals: [ALICE] }, session: { id: SESSION } });
  }
  expect(await search('resource', SESSION)).toMatchObject({ anchor: { kind: 'resource' }, session: { id: SESSION } });
});

it('takes the newest event of a key, an actor or a resource, and no decryption where there is anything else', async () => {
  expect(await search('actor', 'alice')).toMatchObject({ event: { ref: refOf(READ) }, anchor: { accessKeys: [KEY] } });
  expect(await search('accessKey', KEY)).toMatchObject({ event: { ref: refOf(READ) }, anchor: { accessKeys: [KEY] } });
  expect(await search('resource', '/prod/db')).toMatchObject({
    event: { ref: refOf(READ) },
    anchor: { things: ['/prod/db'] },
  });
});

it('takes no key for the own one that Parameter Store decrypts with', async () => {
  expect(await search('event', refOf(DECRYPTION))).toMatchObject({ anchor: { principals: [ALICE], accessKeys: [] } });
});

it('lists several events of one handle, and finds nothing where there is nothing', async () => {
  const twins = storeOf([
    at('12:00:00', { eventID: 'abcdef01-0000-4000-8000-000000000001' }),
    at('12:00:01', { eventID: 'abcdef01-0000-4000-8000-000000000002' }),
  ]);
  const found = await findAnchor(twins, { kind: 'event', value: 'abcdef01', limit: 100 });
  expect(found).toMatchObject({ several: { isMore: false } });
  expect(await search('session', 'nobody-0123')).toBe('none');
  expect(await search('event', 'abcdef02')).toBe('none');
});

it('keeps a call that was refused with whoever made it, whatever session it names', async () => {
  const refused = byBob(onSession('TerminateSession', '12:05:00', { outcome: 'denied', errorCode: 'AccessDenied' }));
  const found = await findAnchor(storeOf([START, refused]), { kind: 'event', value: refOf(refused), limit: 100 });
  expect(found).toMatchObject({ anchor: { principals: [BOB], things: [SESSION] } });
  expect(found).not.toHaveProperty('session');
});

it('takes no other thing for a session, although calls on sessions name it', async () => {
  expect(await search('session', 'i-0123456789abcdef0')).toBe('none');
});
