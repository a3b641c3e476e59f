import type { StoryDependencies } from '../../../lib/app/story/tell-story';
import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

export const SESSION = 'alice-0123456789abcdef0';
export const KEY = 'ASIAEXAMPLE';
export const BOB = 'arn:aws:iam::111122223333:user/bob';
export const DAY = '2024-05-01';

let events = 0;

/** An event of Alice at a time of the day, with an ID of its own. */
export function at(time: string, overrides: Partial<AuditEvent> = {}): AuditEvent {
  events += 1;
  const eventID = `${events.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return auditEvent({ eventTime: `${DAY}T${time}Z`, eventID, ...overrides });
}

/** The start of the session, on a machine. */
export function started(time: string, host = 'i-0123456789abcdef0', overrides: Partial<AuditEvent> = {}): AuditEvent {
  return at(time, {
    resources: [
      { id: host, kind: 'instance', relation: 'target' },
      { id: SESSION, kind: 'session', relation: 'creates' },
      { id: 'SSM-SessionManagerRunShell', kind: 'document', relation: 'implied' },
    ],
    ...overrides,
  });
}

/** A call on the session: `ResumeSession`, `TerminateSession`. */
export function onSession(eventName: string, time: string, overrides: Partial<AuditEvent> = {}): AuditEvent {
  return at(time, { eventName, resources: [{ id: SESSION, kind: 'session', relation: 'changes' }], ...overrides });
}

/** A read of a parameter. */
export function read(time: string, id = '/prod/db', overrides: Partial<AuditEvent> = {}): AuditEvent {
  const resources = [{ id, kind: 'parameter', relation: 'uses' } as const];
  return at(time, { eventName: 'GetParameter', readOnly: true, resources, ...overrides });
}

/** KMS decrypting a parameter in somebody's name, under a key of its own. */
export function decrypt(time: string, id = '/prod/db', overrides: Partial<AuditEvent> = {}): AuditEvent {
  const resources = [{ id, kind: 'parameter', relation: 'uses' } as const];
  const internal = { accessKeyId: 'ASIAINTERNAL', sourceIPAddress: 'AWS Internal', related: true as const };
  return at(time, {
    eventName: 'Decrypt',
    eventSource: 'kms.amazonaws.com',
    readOnly: true,
    resources,
    ...internal,
    ...overrides,
  });
}

/** A call of somebody else. */
export function byBob(event: AuditEvent): AuditEvent {
  const { roleArn: _, ...others } = event;
  return { ...others, userIdentityArn: BOB, actor: 'bob', actorSource: 'userName', accessKeyId: 'AKIABOB' };
}

/** A call of the role of a machine. */
export function byHost(event: AuditEvent, host = 'i-0123456789abcdef0'): AuditEvent {
  const userIdentityArn = `arn:aws:sts::111122223333:assumed-role/web/${host}`;
  return { ...event, userIdentityArn, actor: host, actorSource: 'instance', accessKeyId: 'ASIAHOST' };
}

/** A store of events, judged by no rule unless some are given. */
export function storeOf(
  stored: readonly AuditEvent[],
  rules = '',
): StoryDependencies & { readonly reader: MemoryReader } {
  const { rules: loaded, correlations } = loadRules(rules === '' ? [] : [{ file: 'rules.yml', text: rules }]);
  return {
    reader: new MemoryReader(stored),
    receipts: NO_RECEIPTS,
    now: () => new Date('2024-06-01T00:00:00Z'),
    judgedBy: {
      rules: loaded,
      correlations,
      configuration: readAlertConfiguration({}),
      windowMs: 3_600_000,
    },
  };
}

const NO_RECEIPTS: StoryDependencies['receipts'] = {
  trouble: async () => ({ receipts: [], isMore: false }),
  newest: async () => [],
  hasReceipts: async () => false,
};
