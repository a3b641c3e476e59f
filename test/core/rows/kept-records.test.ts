import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { KeptFamily } from '../../../lib/core/guard/kept-family';
import { daysKept, isKept, KEEP_ALL, type KeptRecords } from '../../../lib/core/rows/kept-records';
import { auditEvent } from './events';

const AGENT = { agent: true } as const;
const kept = (
  choice: Partial<KeptRecords>,
  overrides: Partial<AuditEvent> = {},
  family: KeptFamily = 'systems-manager',
) => isKept(auditEvent(overrides), family, { ...KEEP_ALL, ...choice });

it('keeps everything unless something is chosen', () => {
  expect(kept({})).toBe(true);
  expect(kept({}, AGENT)).toBe(true);
  expect(kept({}, { eventSource: 'kms.amazonaws.com' }, 'related')).toBe(true);
});

it('keeps the chosen sources, in any letter case', () => {
  const eventSources = new Set(['ssm.amazonaws.com']);
  expect(kept({ eventSources }, { eventSource: 'SSM.amazonaws.com' })).toBe(true);
  expect(kept({ eventSources }, { eventSource: 'ssm-sap.amazonaws.com' })).toBe(false);
});

it('leaves out the chosen names, and agent traffic that is not wanted', () => {
  expect(kept({ excludedEvents: new Set(['StartSession']) }, { eventName: 'StartSession' })).toBe(false);
  expect(kept({ agentTraffic: 'leave-out' }, AGENT)).toBe(false);
  expect(kept({ agentTraffic: 'leave-out' })).toBe(true);
});

it('decides on related records apart from all others', () => {
  const related = { eventSource: 'kms.amazonaws.com', eventName: 'Decrypt' };
  expect(kept({ eventSources: new Set(['ssm.amazonaws.com']) }, related, 'related')).toBe(true);
  expect(kept({ related: false }, related, 'related')).toBe(false);
});

it('leaves out no call that tampers with the system', () => {
  const call = { eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' };
  const choice = {
    eventSources: new Set(['ssm.amazonaws.com']),
    excludedEvents: new Set(['PutBucketPolicy']),
    related: false,
  };
  expect(kept(choice, call, 'guard')).toBe(true);
});

it('keeps agent traffic for its own days, never longer than the rest', () => {
  const days = (
    agentTraffic: KeptRecords['agentTraffic'],
    most: number | undefined,
    overrides: Partial<AuditEvent> = AGENT,
  ) => daysKept(auditEvent(overrides), most, { ...KEEP_ALL, agentTraffic });
  expect(days(7, 400)).toBe(7);
  expect(days(500, 400)).toBe(400);
  expect(days(7, undefined)).toBe(7);
  expect(days(7, 400, {})).toBe(400);
  expect(days('keep', 400)).toBe(400);
});
