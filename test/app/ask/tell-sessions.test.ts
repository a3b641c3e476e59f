import { tellSessions } from '../../../lib/app/ask/tell-sessions';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const SESSION = 'alice-0a1b2c3d4e5f60718';
const session = { id: SESSION, kind: 'session', relation: 'creates' } as const;

const reader = new MemoryReader([
  auditEvent({ eventID: 'e-1', eventTime: '2024-05-01T12:00:00Z', resources: [session] }),
  auditEvent({
    eventID: 'e-2',
    eventTime: '2024-05-03T12:00:00Z',
    eventName: 'TerminateSession',
    resources: [session],
  }),
  auditEvent({
    eventID: 'e-3',
    eventTime: '2024-05-02T12:00:00Z',
    eventName: 'GetConnectionStatus',
    resources: [session],
  }),
]);
const deps = { reader, now: () => new Date('2024-06-01T00:00:00Z') };

it('tells a session from its start to its end, whatever question led to it', async () => {
  const [story, ...others] = await tellSessions(deps, [SESSION]);
  expect(others).toEqual([]);
  expect(story).toMatch(
    new RegExp(`^session ${SESSION}: started .*2024-05-01T12:00:00Z.*; terminated .*2024-05-03T12:00:00Z`),
  );
});

it('tells each session that it is asked for, also one that is not here', async () => {
  const stories = await tellSessions(deps, new Set(['bob-0a1b2c3d4e5f60719', SESSION]));
  expect(stories.map((story) => story.split(':')[0])).toEqual(['session bob-0a1b2c3d4e5f60719', `session ${SESSION}`]);
  expect(stories[0]).toContain('this store does not have its start');
});
