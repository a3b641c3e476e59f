import type { AlertRule } from '../../../lib/core/alerts/alert-rule';
import { levelledRule } from '../../../lib/core/alerts/deployment-level';
import { GUARDED_KINDS, type GuardedKind } from '../../../lib/core/guard/guarded-call';
import type { JsonObject } from '../../../lib/core/record/json';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { LEVELS, type Level } from '../../../lib/core/rules/rule';

const DEPLOYER = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const BY_CLOUDFORMATION: JsonObject = { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } };

const rule = (level: Level): AlertRule => ({
  id: 'x',
  title: 'Something of the audit changed',
  level,
  references: [],
  falsepositives: [],
  nextSteps: [],
  tags: [],
});

function changed(kinds: readonly GuardedKind[], rest: Partial<StoredEvent> = {}): StoredEvent {
  const resources = kinds.map((kind) => ({ id: `ssm-audit-${kind}`, kind, relation: 'changes' as const }));
  return { ref: 'X/2026-03-05T10:00:00Z#1', guard: true, roleArn: DEPLOYER, resources, ...rest };
}

function ofNoGuard({ guard: _, ...event }: StoredEvent): StoredEvent {
  return event;
}

const levelOf = (event: StoredEvent, record: JsonObject | undefined = BY_CLOUDFORMATION, level: Level = 'high') =>
  levelledRule(rule(level), event, record, [DEPLOYER]).level;

const QUIET = GUARDED_KINDS.filter((kind) => kind !== 'trail' && kind !== 'bucket');

it.each(QUIET)('is low for a %s that CloudFormation changes under a role that deploys', (kind) => {
  expect(levelOf(changed([kind]))).toBe('low');
});

it.each(['trail', 'bucket'] as const)('never lowers what is changed of a %s, nor of another part beside it', (kind) => {
  expect(levelOf(changed([kind]), BY_CLOUDFORMATION, 'critical')).toBe('critical');
  expect(levelOf(changed(['queue', kind]), BY_CLOUDFORMATION, 'critical')).toBe('critical');
});

it.each<[string, StoredEvent, JsonObject | undefined]>([
  ['a call of the role itself', changed(['queue']), { userIdentity: {} }],
  ['a call by way of another service', changed(['queue']), { userIdentity: { invokedBy: 'states.amazonaws.com' } }],
  [
    'a call whose record only mentions CloudFormation',
    changed(['queue']),
    { sourceIPAddress: 'cloudformation.amazonaws.com' },
  ],
  ['a call without a record', changed(['queue']), undefined],
  ['another role', changed(['queue'], { roleArn: `${DEPLOYER}-too` }), BY_CLOUDFORMATION],
  [
    'the same role in another account',
    changed(['queue'], { roleArn: DEPLOYER.replace('::1', '::9') }),
    BY_CLOUDFORMATION,
  ],
  ['a call that is no guard row', ofNoGuard(changed(['queue'])), BY_CLOUDFORMATION],
])('leaves the level as it is for %s', (_, event, record) => {
  expect(levelledRule(rule('high'), event, record, [DEPLOYER]).level).toBe('high');
});

it('leaves the level of a caller without a role as it is, also where no role deploys', () => {
  const { roleArn: _, ...event } = changed(['queue']);
  expect(levelOf(event)).toBe('high');
  expect(levelledRule(rule('high'), changed(['queue']), BY_CLOUDFORMATION, []).level).toBe('high');
});

it('lowers every level above low, and raises none', () => {
  const lowered = LEVELS.map((level) => [level, levelOf(changed(['table']), BY_CLOUDFORMATION, level)]);
  expect(Object.fromEntries(lowered)).toEqual({
    informational: 'informational',
    low: 'low',
    medium: 'low',
    high: 'low',
    critical: 'low',
  });
});

it('keeps all else of the rule, and changes no rule', () => {
  const given = { ...rule('high'), tags: ['attack.t1562'] };
  expect(levelledRule(given, changed(['queue']), BY_CLOUDFORMATION, [DEPLOYER])).toEqual({ ...given, level: 'low' });
  expect(given.level).toBe('high');
});
