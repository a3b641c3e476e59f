import { hintText } from '../../../../lib/app/ask/hints/empty-answer-hint';
import { emptyAnswerHints } from '../../../../lib/app/ask/hints/empty-answer-hints';
import { parseWhere } from '../../../../lib/core/match/where';
import type { EventQuery } from '../../../../lib/core/query/event-query';
import { planned } from '../../../../lib/core/query/planned-query';
import { auditEvent } from '../../../core/rows/events';
import { MemoryReader } from '../../memory-reader';

const SESSION = 'arn:aws:sts::111122223333:assumed-role/Operations/ana.lopez@example.com';
const EVENT_ID = '1c0a81fc-41d1-42e9-a032-a3a22714107b';
const NODE = 'i-0a1b2c3d4e5f60718';
const KEY = 'ASIAIOSFODNN7EXAMPLE';

const EVENTS = [
  auditEvent({
    eventName: 'StartSession',
    eventTime: '2026-03-02T09:00:00Z',
    eventID: EVENT_ID,
    eventSource: 'ssm.amazonaws.com',
    userIdentityArn: SESSION,
    roleArn: 'arn:aws:iam::111122223333:role/Operations',
    actor: 'ana.lopez@example.com',
    accessKeyId: KEY,
    awsRegion: 'us-east-2',
    recipientAccountId: '111122223333',
    sourceIPAddress: '198.51.100.7',
    resources: [{ id: NODE, kind: 'instance', relation: 'target' }],
  }),
  auditEvent({
    eventName: 'PutParameter',
    eventTime: '2026-03-05T10:00:00Z',
    eventID: '2d1b92ad-52e2-43fa-b143-b4b33825218c',
    userIdentityArn: 'arn:aws:iam::444455556666:user/mateo',
    actor: 'mateo',
    accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
    awsRegion: 'eu-west-1',
    recipientAccountId: '444455556666',
    errorCode: 'AccessDeniedException',
    outcome: 'denied',
    resources: [{ id: '/prod/db/password', kind: 'parameter', relation: 'changes' }],
  }),
  auditEvent({
    eventName: 'Decrypt',
    eventTime: '2026-03-05T10:00:01Z',
    eventID: '3e2ca3be-63f3-44ab-8254-c5c44936329d',
    eventSource: 'kms.amazonaws.com',
    userIdentityArn: 'arn:aws:iam::444455556666:user/mateo',
    actor: 'mateo',
    related: true,
    resources: [],
  }),
];

const reader = new MemoryReader(EVENTS);
const deps = { reader, now: () => new Date('2026-11-01T00:00:00Z') };

async function hints(asked: Partial<EventQuery>, where?: readonly string[]): Promise<readonly string[]> {
  return (await emptyAnswerHints(deps, planned(asked), where && { where })).map(hintText);
}

const HEAD = '0 events; this store holds 3 events, from 2026-03-02T09:00:00Z to 2026-03-05T10:00:01Z';

it.each<[string, Partial<EventQuery>, readonly (string | RegExp)[]]>([
  ['an event in other letter case', { eventNames: ['startsession'] }, ['did you mean --event StartSession?']],
  [
    'a misspelt event',
    { eventNames: ['StartSesion'] },
    ['--event StartSesion finds nothing on its own: no such event is known; did you mean --event StartSession?'],
  ],
  [
    'an event that is known and did not happen',
    { eventNames: ['DeleteDocument'] },
    [/--event DeleteDocument finds nothing on its own; there are (StartSession|PutParameter|Decrypt), /],
  ],
  [
    'an event with its service before it',
    { eventNames: ['ssm:StartSession'] },
    ['event names have no prefix; did you mean --event StartSession?'],
  ],
  [
    'an event with a wildcard',
    { eventNames: ['Start*'] },
    ["--event 'Start*' finds nothing on its own: --event takes no wildcards", 'did you mean --event StartSession?'],
  ],
  [
    'a session as a role',
    { roles: [SESSION] },
    ['it is a session of a role; did you mean --role Operations or --principal '],
  ],
  [
    'a user as a role',
    { roles: ['arn:aws:iam::444455556666:user/mateo'] },
    ['it is a user; did you mean --principal arn:aws:iam::444455556666:user/mateo?'],
  ],
  ['a role in other letter case', { roles: ['operations'] }, ['did you mean --role Operations?']],
  ['an actor as a role', { roles: ['mateo'] }, ['did you mean --actor mateo?']],
  [
    'a role as a principal',
    { principals: ['arn:aws:iam::111122223333:role/Operations'] },
    ['it is a role, but its sessions make the calls; did you mean --role arn:aws:iam::111122223333:role/Operations'],
  ],
  [
    'a name as a principal',
    { principals: ['mateo'] },
    ['did you mean --actor mateo or --principal arn:aws:iam::444455556666:user/mateo?'],
  ],
  [
    'the session of another account',
    { principals: [SESSION.replace('1111', '9999')] },
    [`did you mean --principal ${SESSION}?`],
  ],
  ['an actor without the domain', { actors: ['ana.lopez'] }, ['did you mean --actor ana.lopez@example.com?']],
  [
    'an actor by an ARN',
    { actors: ['arn:aws:iam::444455556666:user/mateo'] },
    ['--actor takes a name; did you mean --actor mateo'],
  ],
  ['an access key as an actor', { actors: [KEY] }, [`it is an access key; did you mean --access-key ${KEY}?`]],
  [
    'nobody of that name',
    { actors: ['zoe'] },
    ['--actor zoe finds nothing on its own; there are mateo, ana.lopez@example.com'],
  ],
  [
    'an event ID that is cut',
    { eventIds: [EVENT_ID.slice(0, 7)] },
    [
      `which has 36 characters in most records, or 8 or more digits from its beginning; did you mean --event-id ${EVENT_ID}?`,
    ],
  ],
  ['an instance in capitals', { resources: [NODE.toUpperCase()] }, [`did you mean --resource ${NODE}?`]],
  ['an instance that is cut', { resources: [NODE.slice(0, 10)] }, [`did you mean --resource ${NODE}?`]],
  [
    'a parameter without its slash',
    { resources: ['prod/db/password'] },
    ['did you mean --resource /prod/db/password?'],
  ],
  ['a path of parameters', { resources: ['/prod/db/'] }, ['did you mean --resource /prod/db/password?']],
  [
    'a parameter with a wildcard',
    { resources: ['/prod/*'] },
    ['--resource takes no wildcards', 'did you mean --resource /prod/db/password?'],
  ],
  ['a misspelt region', { regions: ['us-esat-2'] }, ['did you mean --region us-east-2?']],
  [
    'a zone as a region',
    { regions: ['us-east-2b'] },
    ['it is an availability zone, not a region; did you mean --region us-east-2?'],
  ],
  [
    'an account that is cut',
    { accounts: ['11112222'] },
    ['account IDs have twelve digits; did you mean --account 111122223333?'],
  ],
  [
    'an account that is not there',
    { accounts: ['999999999999'] },
    ['--account 999999999999 finds nothing on its own; there are 111122223333, 444455556666'],
  ],
  ['an error by half its name', { errors: ['AccessDenied'] }, ['did you mean --error AccessDeniedException?']],
  [
    'a source by its first label',
    { eventSources: ['ssm'] },
    ['sources are host names; did you mean --event-source ssm.amazonaws.com?'],
  ],
  ['an access key that is cut', { accessKeys: [KEY.slice(0, 12)] }, [`did you mean --access-key ${KEY}?`]],
  [
    'an address of the same network',
    { sourceAddresses: ['198.51.100.70'] },
    ['did you mean --source-ip 198.51.100.7?'],
  ],
  [
    'a window after all there is',
    { since: '2026-10-31T00:00:00Z' },
    [
      'nothing is stored since 2026-10-31T00:00:00Z: the newest event is from 2026-03-05T10:00:01Z; --since 2026-03-05 or --since all finds it',
    ],
  ],
  [
    'a window before all there is',
    { until: '2026-01-01T00:00:00Z' },
    ['nothing is stored before 2026-01-01T00:00:00Z: the first event is from 2026-03-02T09:00:00Z'],
  ],
  [
    'a window in between',
    { since: '2026-03-03T00:00:00Z', until: '2026-03-04T00:00:00Z' },
    [
      'there are such events in another window, the newest from 2026-03-05T10:00:00Z: --since 2026-03-05 --until 2026-03-06',
    ],
  ],
  [
    'the wrong window for an actor',
    { actors: ['ana.lopez@example.com'], since: '2026-03-05T00:00:00Z' },
    [
      'there are such events in another window, the newest from 2026-03-02T09:00:00Z: --since 2026-03-02 --until 2026-03-03',
    ],
  ],
  [
    'conditions that exclude each other',
    { actors: ['mateo'], regions: ['us-east-2'] },
    ['there are such events without --actor', 'there are such events without --region'],
  ],
  [
    'an outcome that did not happen',
    { actors: ['ana.lopez@example.com'], denied: true },
    ['there are such events without --denied'],
  ],
  [
    'calls that are left out unless asked for',
    { eventNames: ['Decrypt'] },
    ['there are only KMS calls on parameters: --related shows them'],
  ],
  [
    'one good and one bad value',
    { actors: ['mateo'], eventNames: ['GetParamter'] },
    ['did you mean --event GetParameter?'],
  ],
])('says something useful of %s', async (_, asked, expected) => {
  const [head, ...lines] = await hints(asked);
  expect(head).toBe(HEAD);
  const text = lines.join('\n');
  for (const part of expected) expect(text).toMatch(typeof part === 'string' ? new RegExp(escaped(part)) : part);
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

it.each([
  [
    'requestParameter.name=x',
    '--where asks for requestParameter.name, which is not a field of a record: did you mean requestParameters?',
  ],
  [
    'UserIdentity.arn=x',
    '--where asks for UserIdentity.arn, which is not a field of a record: did you mean userIdentity.arn?',
  ],
  ['nothing.like.it=x', '--where asks for nothing.like.it, which is not a field of a record: expected '],
])('says of --where %s which field was meant', async (where, hint) => {
  expect((await hints({ where: [parseWhere(where)] }, [where]))[1]).toContain(hint);
});

it('says of a test on a field that there is what lets something be found', async () => {
  const where = 'errorCode=Nothing';
  expect(await hints({ where: [parseWhere(where)] }, [where])).toEqual([
    HEAD,
    'there are such events without --where',
    expect.stringContaining('--where errorCode=Nothing finds nothing'),
  ]);
});

it('says what is held where the quarantine is empty', async () => {
  expect(await hints({ quarantined: true })).toEqual([HEAD.replace('0 events', '0 records in quarantine')]);
});

it('prints no value of a log that a shell or terminal would obey, and no endless one', async () => {
  const hostile = new MemoryReader([auditEvent({ actor: '$(id)\u001b[2J' })]);
  const [, line = []] = await emptyAnswerHints({ ...deps, reader: hostile }, planned({ actors: ['zoe'] }));
  expect(hintText(line)).toContain(String.raw`$'$(id)\u001b[2J'`);
  const [, long = ''] = await hints({ actors: ['x'.repeat(100_000)] });
  expect(long.length).toBeLessThan(400);
});

describe('a store of which a part is looked at', () => {
  const many = new MemoryReader(
    Array.from({ length: 1200 }, (_, index) =>
      auditEvent({
        eventName: 'SendCommand',
        eventID: `e-${index}`,
        eventTime: '2026-03-02T09:00:00Z',
        actor: index === 0 ? 'first' : 'other',
      }),
    ),
    undefined,
    100,
  );

  it('reads a bounded part of it, and counts the rest', async () => {
    const [head = []] = await emptyAnswerHints({ ...deps, reader: many }, planned({ actors: ['nobody'] }));
    expect(hintText(head)).toBe(
      '0 events; this store holds 1,200 events, from 2026-03-02T09:00:00Z to 2026-03-02T09:00:00Z',
    );
    expect(many.rowsRead).toBeLessThan(600);
  });

  it('does not say that a value finds nothing which a key finds', async () => {
    const lines = await emptyAnswerHints({ ...deps, reader: many }, planned({ actors: ['first'], denied: true }));
    expect(lines.map(hintText).join('\n')).not.toContain('--actor first finds nothing');
  });

  it('says of what no key answers that it is not among the newest', async () => {
    const lines = await emptyAnswerHints({ ...deps, reader: many }, planned({ accounts: ['999999999999'] }));
    expect(hintText(lines[1] ?? [])).toContain('--account 999999999999 is not among the newest events');
  });
});
