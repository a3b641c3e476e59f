import fc from 'fast-check';
import { findEvents } from '../../../lib/app/ask/find-events';
import { tellStory } from '../../../lib/app/story/tell-story';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { planned } from '../../../lib/core/query/planned-query';
import type { Resource } from '../../../lib/core/resources/resource';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent } from '../../core/rows/events';
import { type BruteForceStory, storyOfKey, storyOfSession } from './brute-force-story';
import { storeOf } from './story-store';

/** A second or two. */
const RUNS = 40;

const SESSION = 'ana-0123456789abcdef0';
const ARNS = [1, 2].map((number) => `arn:aws:sts::111122223333:assumed-role/Operator/person-${number}`);
const HOSTS = ['i-0123456789abcdef0', 'i-0fedcba9876543210'];
const KEYS = ['ASIAONE', 'ASIATWO'];
const COMMAND = '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e01';
const PARAMETERS = ['/prod/db', '/prod/db/password', '/test'];

const host = fc.constantFrom(...HOSTS);
const resource = (id: string, kind: Resource['kind'], relation: Resource['relation']): Resource => ({
  id,
  kind,
  relation,
});

/** What can be called, with what it touches: the names of a session, a command and so on are few, so that calls meet. */
const call: fc.Arbitrary<Pick<AuditEvent, 'eventName' | 'resources' | 'related' | 'agent'>> = fc.oneof(
  host.map((id) => ({
    eventName: 'StartSession',
    resources: [resource(id, 'instance', 'target'), resource(SESSION, 'session', 'creates')],
  })),
  fc.constantFrom('ResumeSession', 'TerminateSession').map((eventName) => ({
    eventName,
    resources: [resource(SESSION, 'session', 'changes')],
  })),
  host.map((id) => ({
    eventName: 'SendCommand',
    resources: [resource(id, 'instance', 'target'), resource(COMMAND, 'command', 'creates')],
  })),
  fc.constantFrom('GetCommandInvocation', 'CancelCommand').map((eventName) => ({
    eventName,
    resources: [resource(COMMAND, 'command', eventName === 'CancelCommand' ? 'changes' : 'uses')],
  })),
  fc.constantFrom(...PARAMETERS).map((id) => ({
    eventName: 'GetParameter',
    resources: [resource(id, 'parameter', 'uses')],
  })),
  fc.constantFrom('/', '/prod').map((id) => ({
    eventName: 'GetParametersByPath',
    resources: [resource(id, 'parameterPath', 'uses')],
  })),
  fc.constantFrom(...PARAMETERS).map((id) => ({
    eventName: 'Decrypt',
    resources: [resource(id, 'parameter', 'uses')],
    related: true as const,
  })),
  fc.constant({ eventName: 'DescribeInstanceInformation', resources: [] }),
);

/** People under two keys, and the machines under the keys of their roles, whose agents call as well. */
const caller = fc.oneof(
  { weight: 3, arbitrary: fc.record({ arn: fc.constantFrom(...ARNS), key: fc.constantFrom(...KEYS) }) },
  { weight: 1, arbitrary: fc.record({ id: host, isAgent: fc.boolean() }) },
);

/** Mostly minutes and seconds apart, now and then half an hour and more. */
const pause = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 }) },
  { weight: 4, arbitrary: fc.integer({ min: 60, max: 600 }) },
  { weight: 1, arbitrary: fc.constantFrom(1_799, 1_800, 1_801, 40_000) },
);

const happening = fc.record({
  pause,
  call,
  caller,
  outcome: fc.oneof(
    { weight: 4, arbitrary: fc.constant('success' as const) },
    { weight: 1, arbitrary: fc.constant('denied' as const) },
  ),
  id: fc.uuid(),
});

const generatedEvents = fc.array(happening, { minLength: 1, maxLength: 40 }).map((happenings) => {
  let seconds = Date.parse('2024-05-01T08:00:00Z') / 1_000;
  return happenings.map(({ pause: passed, call: called, caller: by, outcome, id: random }, index): AuditEvent => {
    const id = `${random.slice(0, -2)}${String(index).padStart(2, '0')}`;
    seconds += passed;
    const eventTime = new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
    const what = { ...called, eventTime, eventID: id, outcome };
    if (!('id' in by)) return auditEvent({ ...what, ...person(by.arn, by.key) });
    return by.isAgent ? ofAgent(by.id, eventTime, id) : auditEvent({ ...what, ...machine(by.id) });
  });
});

function person(userIdentityArn: string, accessKeyId: string): Partial<AuditEvent> {
  return { userIdentityArn, accessKeyId, actor: userIdentityArn.split('/').at(-1) ?? '' };
}

function machine(id: string): Partial<AuditEvent> {
  const userIdentityArn = `arn:aws:sts::111122223333:assumed-role/web/${id}`;
  return { userIdentityArn, accessKeyId: `ASIA${id}`, actor: id, actorSource: 'instance' };
}

function ofAgent(id: string, eventTime: string, eventID: string): AuditEvent {
  const resources = [resource(id, 'instance', 'target')];
  return auditEvent({
    eventName: 'UpdateInstanceInformation',
    eventTime,
    eventID,
    resources,
    agent: true,
    ...machine(id),
  });
}

async function expectStory(
  events: readonly AuditEvent[],
  kind: 'session' | 'accessKey',
  value: string,
  expected: BruteForceStory | undefined,
): Promise<void> {
  const deps = storeOf(events);
  const told = await tellStory(deps, { kind, value, limit: 5_000 });
  if (expected === undefined) return;
  if (!('story' in told)) throw new Error('expected a story');
  const { rows, window, end } = told.story;
  expect(rows.map(({ event }) => event.eventID)).toEqual(expected.rows);
  expect(Date.parse(window.since ?? '')).toBe(expected.since);
  expect(Date.parse(window.until ?? '') - 1_000).toBe(expected.end);
  expect(end.isRecorded).toBe(expected.isRecorded);
  const ids = new Map(rows.map(({ event }) => [event.ref, event.eventID]));
  const under = rows
    .filter(({ event }) => event.related)
    .flatMap((row) => (row.under ? [[row.event.eventID, ids.get(row.under)]] : []));
  expect(new Map(under as [string, string][])).toEqual(expected.under);
  await expectRowsOfQuery(
    deps,
    told.story.anchor.principals,
    window,
    rows.map(({ event }) => event),
  );
}

/** None of the principal's rows in the window is missing, and each that is shown is what `query` shows. */
async function expectRowsOfQuery(
  deps: ReturnType<typeof storeOf>,
  principals: readonly string[],
  { since, until }: { readonly since: string | undefined; readonly until: string | undefined },
  shown: readonly StoredEvent[],
): Promise<void> {
  const asked = planned({ principals, since, until, related: true, guard: true, oldestFirst: true });
  const queried: StoredEvent[] = [];
  for await (const { event } of findEvents(deps, asked)) queried.push(event);
  expect(shown.filter(({ userIdentityArn = '' }) => principals.includes(userIdentityArn))).toEqual(queried);
}

it('the story of a session has all rows that belong to it and no other, decryptions under their reads', async () => {
  await fc.assert(
    fc.asyncProperty(generatedEvents, (events) =>
      expectStory(events, 'session', SESSION, storyOfSession(events, SESSION)),
    ),
    { numRuns: RUNS },
  );
});

it('the story of a key has all rows that belong to it and no other', async () => {
  await fc.assert(
    fc.asyncProperty(generatedEvents, (events) =>
      expectStory(events, 'accessKey', KEYS[0] ?? '', storyOfKey(events, KEYS[0] ?? '')),
    ),
    { numRuns: RUNS },
  );
});
