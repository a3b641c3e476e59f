import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { EVERYTHING } from '../../../lib/core/query/event-query';
import { sessionStory, sessionsAskedFor } from '../../../lib/core/query/session-story';
import type { Resource } from '../../../lib/core/resources/resource';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, instance, NODE, rowOf } from '../rows/events';

const SESSION = 'alice-0a1b2c3d4e5f6a7b8';
const made: Resource = { id: SESSION, kind: 'session', relation: 'creates' };
const named: Resource = { id: SESSION, kind: 'session', relation: 'changes' };
const shell: Resource = { id: 'SSM-SessionManagerRunShell', kind: 'document', relation: 'implied' };

function call(eventName: string, time: string, overrides: Partial<AuditEvent> = {}) {
  const event = auditEvent({ eventName, eventTime: `2024-05-01T${time}Z`, resources: [named], ...overrides });
  return storedEvent(rowOf(event));
}

function start(overrides: Partial<AuditEvent> = {}) {
  return call('StartSession', '12:00:00', { resources: [instance(NODE), shell, made], ...overrides });
}

it('tells a session from its start to its end', () => {
  const resume = call('ResumeSession', '12:10:00', { actor: 'bob', actorSource: 'userName' });
  expect(sessionStory(SESSION, [start(), resume, call('TerminateSession', '12:20:00')])).toBe(
    `session ${SESSION}: started 2024-05-01T12:00:00Z by alice (session name) from 203.0.113.7 to ${NODE} with ` +
      'SSM-SessionManagerRunShell (the default, because the call names none); resumed 2024-05-01T12:10:00Z by bob; ' +
      'terminated 2024-05-01T12:20:00Z by alice (session name)',
  );
});

it('names the document and where a tunnel leads', () => {
  const tunnel: readonly Resource[] = [
    instance(NODE),
    { id: 'AWS-StartPortForwardingSessionToRemoteHost', kind: 'document', relation: 'uses' },
    { id: 'database.example.com', kind: 'host', relation: 'uses' },
    { id: '5432', kind: 'port', relation: 'uses' },
    made,
  ];
  expect(sessionStory(SESSION, [start({ resources: tunnel })])).toContain(
    `to ${NODE} with AWS-StartPortForwardingSessionToRemoteHost towards database.example.com port 5432;`,
  );
});

it.each([
  ['nobody ended it', []],
  ['an attempt to end it was refused', [call('TerminateSession', '12:20:00', { outcome: 'denied' })]],
])('says that the end is not recorded where %s', (_, rest) => {
  expect(sessionStory(SESSION, [start(), ...rest])).toMatch(
    /; the end is not recorded: CloudTrail has no record when a session ends by exit or idle time-out$/,
  );
});

it('says so where the start is gone', () => {
  expect(sessionStory(SESSION, [call('TerminateSession', '12:20:00')])).toBe(
    `session ${SESSION}: this store does not have its start; terminated 2024-05-01T12:20:00Z by alice (session name)`,
  );
});

it('stays short however often a session is resumed', () => {
  const resumes = ['12:01:00', '12:02:00', '12:03:00', '12:04:00'].map((time) => call('ResumeSession', time));
  expect(sessionStory(SESSION, [start(), ...resumes])).toContain(
    'resumed 4 times, first 2024-05-01T12:01:00Z by alice (session name), last 2024-05-01T12:04:00Z by alice',
  );
});

it.each([
  ['its id', [SESSION], [SESSION]],
  ['its ARN', [`arn:aws:ssm:eu-west-1:111122223333:session/${SESSION}`], [SESSION]],
  ['its instance', [NODE], []],
])('knows a session that was asked for by %s', (_, resources, ids) => {
  expect(sessionsAskedFor({ ...EVERYTHING, resources }, start())).toEqual(ids);
});
