import type { AskedStory } from '../../../lib/app/story/asked-story';
import { tellStory } from '../../../lib/app/story/tell-story';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { Story } from '../../../lib/core/story/story';
import { ALICE, NODE } from '../../core/rows/events';
import { at, byBob, byHost, DAY, decrypt, onSession, read, SESSION, started, storeOf } from './story-store';

async function storyOf(events: readonly AuditEvent[], asked: Partial<AskedStory> = {}): Promise<Story> {
  const told = await tellStory(storeOf(events), { kind: 'session', value: SESSION, limit: 100, ...asked });
  if (!('story' in told)) throw new Error('expected a story');
  return told.story;
}

const EVENTS = [
  started('12:00:00'),
  read('12:01:00'),
  decrypt('12:01:00'),
  read('12:02:00', '/prod/other', { accessKeyId: 'ASIAROTATED' }),
  byHost(at('12:03:00', { eventName: 'ListCommands', resources: [] })),
  byBob(onSession('ResumeSession', '12:04:00')),
  onSession('TerminateSession', '12:05:00'),
  byBob(at('12:04:00', { eventName: 'ListCommands', resources: [] })),
];

it('tells what belongs together in the order of time, each row in its lane, decryptions under their reads', async () => {
  const { rows } = await storyOf(EVENTS);
  const brief = rows.map(({ event, lane, under }) => [event.eventName, lane, under?.split('/')[0]]);
  expect(brief).toEqual([
    ['StartSession', 'principal', undefined],
    ['GetParameter', 'principal', undefined],
    ['Decrypt', 'principal', 'GetParameter'],
    ['GetParameter', 'otherKey', undefined],
    ['ListCommands', 'host', undefined],
    ['ResumeSession', 'names', undefined],
    ['TerminateSession', 'principal', undefined],
  ]);
});

it('tells the anchor, the window, the end, what was touched, and what nobody can say', async () => {
  const story = await storyOf(EVENTS);
  expect(story).toMatchObject({
    anchor: { kind: 'session', value: SESSION, principals: [ALICE], things: [SESSION], hosts: [NODE] },
    window: { since: `${DAY}T11:55:00Z`, until: `${DAY}T12:05:01Z` },
    end: { isRecorded: true, eventTime: `${DAY}T12:05:00Z` },
    touched: { secrets: [{ id: '/prod/db', count: 1 }], machines: [{ id: NODE }], changes: [] },
  });
  expect(story.unsaid[0]?.text).toMatch(/what was typed/);
  expect(story.pivots.map(({ flags }) => flags[0]?.[0])).toEqual(
    expect.arrayContaining(['--access-key', '--principal', '--source-ip', '--resource', '--no-agent']),
  );
});

it('has the rows of an actor in whatever role', async () => {
  const other = 'arn:aws:sts::111122223333:assumed-role/Auditor/alice';
  const events = [at('12:00:00'), at('12:10:00', { userIdentityArn: other, accessKeyId: 'ASIAAUDIT' })];
  const { rows, anchor } = await storyOf(events, { kind: 'actor', value: 'alice' });
  expect(rows.map(({ lane }) => lane)).toEqual(['otherKey', 'principal']);
  expect([...anchor.principals].sort()).toEqual([other, ALICE].sort());
});

it('keeps so many rows, those nearest to the start, and says so', async () => {
  const told = await tellStory(storeOf(EVENTS), { kind: 'session', value: SESSION, limit: 3 });
  if (!('story' in told)) throw new Error('expected a story');
  expect(told.story.rows.map(({ event }) => event.eventTime?.slice(11))).toEqual([
    '12:00:00Z',
    '12:01:00Z',
    '12:01:00Z',
  ]);
  expect(told.notes.map(({ text }) => text).join()).toMatch(/3 rows are shown.*--limit 0/);
});

it('gives the question that found nothing', async () => {
  const told = await tellStory(storeOf(EVENTS), { kind: 'session', value: 'nobody-0123', limit: 3 });
  expect(told).toMatchObject({ nothingFor: { query: { resources: ['nobody-0123'] } } });
});
