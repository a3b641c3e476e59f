import { keyedMatch, matchesByGroup } from '../../../lib/core/alerts/keyed-match';
import { planMessages } from '../../../lib/core/alerts/message-plan';
import { readEvent } from '../../../lib/core/event/read-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { LEVELS, type Rule } from '../../../lib/core/rules/rule';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { AGENT_ACTIVITIES } from '../../../samples/actions/agent-traffic';
import * as parameters from '../../../samples/actions/parameters';
import * as callers from '../../../samples/callers';
import { cloudTrailRecord } from '../../../samples/cloudtrail-record';
import { instanceIdOf, placeOf } from '../../../samples/place';
import type { Caller, SampleCall } from '../../../samples/sample-call';
import { sceneAt } from '../../../samples/scene';
import { SeededRandom } from '../../../samples/seeded-random';
import { loadPack } from './pack-files';

const compiled = compileRules(loadPack().rules);

/** What an hour of somebody's routine, or an attack, may cost in messages at the most, digests included. */
const MOST_ALERTS = 25;

const PLACE = placeOf('111122223333', 'us-east-1');
const NODE = instanceIdOf(PLACE, 0);
const NAMES = Array.from({ length: 40 }, (_, index) => `/orders/production/setting-${index}`);

/** An hour of calls, one every ten seconds. */
function calls(callerAt: (scene: ReturnType<typeof sceneAt>) => Caller, list: readonly SampleCall[]) {
  const random = SeededRandom.of('routine');
  return list.map((call, index) => {
    const scene = sceneAt(PLACE, Date.parse('2026-03-02T09:00:00Z') + index * 10_000, NODE);
    return cloudTrailRecord({ at: scene.at, place: PLACE, caller: callerAt(scene), call }, random);
  });
}

const call = (eventName: string, requestParameters: JsonObject): SampleCall => ({
  service: 'ssm',
  eventName,
  requestParameters,
});

/** What somebody does who looks where the nodes are before doing something to one. */
const LOOKS = Array.from({ length: 12 }, () => call('DescribeInstanceInformation', { maxResults: 50 }));

const COMMAND = [
  ...LOOKS,
  call('SendCommand', { documentName: 'AWS-RunShellScript', instanceIds: [NODE], parameters: 'HIDDEN' }),
  call('GetCommandInvocation', { commandId: '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e01', instanceId: NODE }),
];

const SESSION = [
  ...LOOKS,
  call('StartSession', { target: NODE }),
  call('TerminateSession', { sessionId: `${callers.DEVELOPER}-0a1b2c3d4e5f60718` }),
];

/** What Terraform does of an evening: it reads the state of all that it manages, and writes what differs. */
const TERRAFORM = calls(callers.pipeline, [
  ...NAMES.flatMap((name) => [
    parameters.describeParameters('/orders'),
    parameters.getParameter(PLACE, name, true),
    call('ListTagsForResource', { resourceType: 'Parameter', resourceId: name }),
  ]),
  ...NAMES.slice(0, 5).map((name, index) => parameters.putParameter(PLACE, name, index + 1)),
]);

const AGENT = AGENT_ACTIVITIES.flatMap(({ by, call: called }) =>
  calls(
    by,
    Array.from({ length: 20 }, () => called(sceneAt(PLACE, Date.parse('2026-03-02T09:00:00Z'), NODE))),
  ),
);

/** Somebody reads every secret in a minute or two, and tries a command. */
const ATTACK = calls(callers.developer, [
  parameters.describeParameters('/orders'),
  ...NAMES.map((name) => parameters.getParameter(PLACE, name, true)),
  parameters.getParameters(PLACE, NAMES.slice(0, 10), true),
  ...COMMAND,
]);

interface Fired {
  readonly rule: Rule;
  readonly record: JsonObject;
}

function firedBy(records: readonly JsonObject[]): readonly Fired[] {
  return records.flatMap((record) => compiled.matches(record).map(({ rule }) => ({ rule, record })));
}

const SETTINGS = { windowMs: 3_600_000, joinsMatches: false };

/** The messages about what fired, digests included: at most one in five minutes for a group. */
function messagesOf(fired: readonly Fired[]): number {
  const matches = fired.map(({ rule, record }) => {
    const reading = readEvent(record, '');
    if (reading.kind !== 'event') throw new Error(`a record cannot be indexed: ${reading.reason}`);
    const event = { ref: String(record['eventID']), ...reading.event };
    return keyedMatch({ rule, topics: ['everything'], observed: { event, record } });
  });
  const plans = [...matchesByGroup(matches).values()].map((group) => planMessages(group, [], SETTINGS));
  const digestsOf = ({ suppressed }: (typeof plans)[number]) =>
    new Set(suppressed.map(({ keyed }) => Math.floor(keyed.time / 300_000))).size;
  return plans.reduce((sum, plan) => sum + plan.messages.length + digestsOf(plan), 0);
}

const filesOf = (fired: readonly Fired[]) => [...new Set(fired.map(({ rule }) => rule.file))].sort();

describe('the pack on routine, and on attacks in the midst of it', () => {
  it('fires on a command that somebody sends with a long-term key', () => {
    expect(filesOf(firedBy(calls(callers.developer, COMMAND)))).toEqual(['send-command-by-person']);
  });

  it('fires on a session that somebody starts with a long-term key', () => {
    expect(filesOf(firedBy(calls(callers.developer, SESSION)))).toEqual([
      'session-started',
      'session-with-long-term-key',
      'session-without-reason',
    ]);
  });

  it('is silent about the traffic of the agent', () => {
    expect(AGENT.length).toBeGreaterThan(100);
    expect(firedBy(AGENT)).toEqual([]);
  });

  it('says little about Terraform, and that at a low level', () => {
    const fired = firedBy(TERRAFORM);
    expect(messagesOf(fired)).toBeLessThan(MOST_ALERTS);
    const loud = fired.filter(({ rule }) => LEVELS.indexOf(rule.level) > LEVELS.indexOf('low'));
    expect(filesOf(loud)).toEqual([]);
  });

  it('tells the attack on parameters among them, in few messages', () => {
    const fired = firedBy([...AGENT, ...TERRAFORM, ...ATTACK]);
    expect(filesOf(fired.filter(({ record }) => ATTACK.includes(record)))).toEqual([
      'secure-string-read-by-person',
      'secure-strings-read-in-bulk',
      'send-command-by-person',
    ]);
    expect(messagesOf(fired)).toBeLessThan(MOST_ALERTS);
  });
});
