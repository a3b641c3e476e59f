import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import type { TranscriptPlace } from '../../../lib/core/story/session-preferences';
import { startedSessions, unsaid, unsaidText } from '../../../lib/core/story/unsaid';
import { NODE } from '../rows/events';
import { resource, stored } from './events';

const started = (document: string, ...others: readonly ReturnType<typeof resource>[]) =>
  stored('12:00:00', {
    resources: [
      ...(others.length > 0 ? others : [resource(NODE, 'instance', 'target')]),
      resource('alice-0123', 'session', 'creates'),
      resource(document, 'document', document === 'SSM-SessionManagerRunShell' ? 'implied' : 'uses'),
    ],
  });
const rows = (...events: readonly StoredEvent[]) => events.map((event) => ({ event, lane: 'principal' as const }));
const said = (event: StoredEvent, place?: TranscriptPlace) =>
  unsaid(rows(event), () => place)
    .map((each) => unsaidText(each))
    .join('\n');

it.each([
  ['SSM-SessionManagerRunShell', 'shell'],
  ['AWS-StartInteractiveCommand', 'shell'],
  ['AWS-StartPortForwardingSession', 'tunnel'],
  ['AWS-StartPortForwardingSessionToRemoteHost', 'tunnel'],
  ['AWS-StartPortForwardingSessionToSocket', 'tunnel'],
  ['AWS-StartSSHSession', 'tunnel'],
  ['Company-Shell', 'own document'],
])('knows a session with %s as one of a %s', (document, kind) => {
  expect(startedSessions(rows(started(document)))).toMatchObject([{ sessionId: 'alice-0123', document, kind }]);
});

it('says that no transcript of a tunnel can exist, and nothing of what was typed', () => {
  const text = said(started('AWS-StartSSHSession'));
  expect(text).toMatch(/^alice-0123: no transcript can exist: sessions with AWS-StartSSHSession have no session log/);
  expect(text).not.toMatch(/typed/);
});

it('says where a transcript would lie, and since when by whom', () => {
  const place = {
    kind: 'somewhere',
    bucket: 'transcripts',
    prefix: 'sessions',
    logGroup: '/ssm',
    ref: 'r',
    since: 'T',
    by: 'bob',
    eventName: 'UpdateDocument',
  } as const;
  expect(said(started('SSM-SessionManagerRunShell'), place)).toBe(
    [
      'what was typed in a session: no record has it',
      'alice-0123: a transcript would lie in s3://transcripts/sessions/alice-0123.log and the log group /ssm, stream alice-0123 (SSM-SessionManagerRunShell last changed by UpdateDocument at T by bob; a new version counts once it is the default one)',
    ].join('\n'),
  );
});

it.each([
  [{ kind: 'unknown' }, /is not known: no change of SSM-SessionManagerRunShell before the session is indexed/],
  [undefined, /is not known/],
  [
    { kind: 'unknown', ref: 'r', since: 'T', by: 'bob', eventName: 'UpdateDocument' },
    /is not known: .* last changed by UpdateDocument at T by bob/,
  ],
  [
    { kind: 'nowhere', ref: 'r', since: 'T', by: 'bob', eventName: 'UpdateDocumentDefaultVersion', version: '3' },
    /no transcript: .*neither bucket nor log group \(.* to version 3 at T by bob\)/,
  ],
] as const)('says what is known of the preferences: %p', (place, text) => {
  expect(said(started('SSM-SessionManagerRunShell'), place)).toMatch(text);
});

it('refers to the document or the cluster that decides', () => {
  expect(said(started('Company-Shell'))).toMatch(/the document Company-Shell says/);
  const container = resource('ecs:cluster_task_runtime', 'ecsTask', 'target');
  expect(said(started('SSM-SessionManagerRunShell', container))).toMatch(/ECS/);
});

it('says what commands and reads by path do not tell', () => {
  const command = stored('12:00:00', {
    eventName: 'SendCommand',
    resources: [resource('5e1c9a40', 'command', 'creates')],
  });
  expect(said(command)).toMatch(/what the commands ran and printed/);
  const path = stored('12:00:00', {
    eventName: 'GetParametersByPath',
    resources: [resource('/prod', 'parameterPath')],
  });
  expect(said(path)).toMatch(/^\/prod: which plain parameters GetParametersByPath read below/);
  expect(said(stored('12:00:00', { eventName: 'ListCommands', resources: [] }))).toBe('');
});

it('says the same of several sessions once, and counts those beyond a number', () => {
  const session = (id: string) =>
    stored('12:00:00', { resources: [resource(NODE, 'instance', 'target'), resource(id, 'session', 'creates')] });
  const place = { kind: 'somewhere', bucket: 'transcripts', ref: 'r', since: 'T', by: 'bob' } as const;
  const [, transcripts] = unsaid(rows(...['a-1', 'b-2', 'c-3'].map(session)), () => place);
  expect(transcripts && unsaidText(transcripts)).toMatch(
    /^a-1, b-2, c-3: a transcript would lie in s3:\/\/transcripts\/SESSION-ID\.log /,
  );
  expect(transcripts && unsaidText(transcripts, 1)).toMatch(/^a-1 and 2 more: a transcript/);
});

it('says how to find who approved an access request, because the call that approves does not name it', () => {
  const asked = (id: string, outcome: 'success' | 'denied') =>
    stored('12:00:00', {
      eventName: 'StartAccessRequest',
      outcome,
      resources: [resource(NODE, 'instance', 'target'), resource(id, 'accessRequest', 'creates')],
    });
  const texts = unsaid(rows(asked('oi-012345678901', 'success'), asked('oi-2', 'denied')), () => undefined);
  expect(texts.map((each) => unsaidText(each))).toEqual([
    expect.stringMatching(/^oi-012345678901: who approved it, no record says that names it: SendAutomationSignal /),
  ]);
});
