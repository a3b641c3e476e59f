import { CaughtEvents } from '../../../lib/app/alert/caught-events';
import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { UNEVALUATED_RULE } from '../../../lib/core/alerts/alert-rule';
import type { AlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { parseRecord } from '../../../lib/core/record/parse-record';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { configuration } from '../../core/alerts/observed-events';
import { auditEvent, rowOf } from '../../core/rows/events';
import { ruleText } from '../../core/rules/rule-text';
import { MemoryReader } from '../memory-reader';

const COUNTED = `---
title: Counts
correlation: {type: event_count, rules: [counted], group-by: [awsRegion], timespan: 5m, condition: {gte: 3}}
`;

const { rules } = loadRules(
  [
    ruleText('s: {eventName: StartSession}\ncondition: s', { id: 'session', level: 'low' }),
    ruleText('s: {eventName: StartSession, requestParameters.target|startswith: mi-}\ncondition: s', {
      id: 'hybrid',
      level: 'critical',
    }),
    ruleText('s: {eventName: StartSession, errorCode: AccessDenied}\ncondition: s', { id: 'denied', level: 'high' }),
    `${ruleText('s: {eventName: StartSession}\ncondition: s', { id: 'counted', name: 'counted' })}${COUNTED}`,
  ].map((text, at) => ({ file: `${at}.yml`, text })),
);

let reader: MemoryReader;
beforeEach(() => {
  reader = new MemoryReader();
});

/** An event as an index lists it: its record is in the table alone. */
function stored(target: string, overrides: Partial<AuditEvent> = {}): FoundEvent {
  const event = auditEvent(overrides);
  const row = rowOf(event, {
    eventName: event.eventName,
    errorCode: event.errorCode ?? null,
    requestParameters: { target },
  });
  reader.add(row);
  return { event: storedEvent(row) };
}

async function idsOf(found: readonly FoundEvent[], overrides: Partial<AlertConfiguration> = {}) {
  const judgedBy = { rulesFor: () => rules, configuration: { ...configuration(), ...overrides } };
  const caught = await new CaughtEvents({ reader, judgedBy, corrupt: new CorruptRows() }).of(found);
  return found.map(({ event }) => (caught.get(event.ref) ?? []).map(({ id }) => id));
}

it('gives the rules that a record satisfies, the severest first, without those that only count', async () => {
  const found = [
    stored('i-1'),
    stored('mi-1', { eventID: 'e-2', outcome: 'denied', errorCode: 'AccessDenied' }),
    stored('x', { eventID: 'e-3', eventName: 'DescribeSessions' }),
  ];
  expect(await idsOf(found)).toEqual([['session'], ['critical', 'high', 'low'].map(idOf), []]);
});

function idOf(level: string): string | undefined {
  return rules.find((rule) => rule.level === level)?.id;
}

it('takes rules as a deployment has them', async () => {
  const found = [stored('mi-1')];
  const overrides = { disabled: ['session'], levels: new Map([['hybrid', 'low' as const]]) };
  expect(await idsOf(found, { overrides })).toEqual([['hybrid']]);
});

it('reads records of those rows alone that a rule can match, and none that is at hand', async () => {
  const [read, other] = [stored('i-1'), stored('i-1', { eventID: 'e-2', eventName: 'DescribeSessions' })];
  const record = parseRecord('{"eventName": "StartSession"}');
  await idsOf([other, { ...read, record }]);
  expect(reader.keyLookUps).toBe(0);
  await idsOf([other, read]);
  expect(reader.keyLookUps).toBe(1);
});

it('reads no record that has none of the fields that a rule asks for, where the store keeps their names', async () => {
  const found = [stored('mi-1'), stored('mi-2', { eventID: 'e-2' }), stored('mi-3', { eventID: 'e-3' })];
  const names = [
    '["eventName","requestParameters","documentName"]',
    '["eventName","requestParameters","target"]',
    undefined,
  ];
  const rulesFor = () => rules.filter(({ level }) => level === 'critical');
  const judgedBy = { rulesFor, configuration: configuration() };
  const named = { rows: jest.fn((keys) => reader.rows(keys)), recordNames: async () => names };
  const caught = await new CaughtEvents({ reader: named, judgedBy, corrupt: new CorruptRows() }).of(found);
  expect(found.map(({ event }) => caught.has(event.ref))).toEqual([false, true, true]);
  expect(named.rows.mock.calls.map(([keys]) => keys.length)).toEqual([2]);
});

it('judges a record in quarantine, whose row has no name', async () => {
  const { event } = stored('mi-1');
  const { eventName: _, eventSource: _source, ...rest } = event;
  expect(await idsOf([{ event: { ...rest, quarantineReason: 'no eventTime' } }])).toEqual([['hybrid', 'session']]);
});

it('says so of an event whose record cannot be read', async () => {
  const { event } = stored('i-1');
  expect(await idsOf([{ event: { ...event, ref: `${event.ref}0` } }])).toEqual([[UNEVALUATED_RULE.id]]);
});
