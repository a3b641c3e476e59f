import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { fieldNames } from '../../../lib/contract/event-fields';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { conflictKey } from '../../../lib/core/rows/event-keys';
import { conflictRow, STANDING_ATTRIBUTES } from '../../../lib/core/rows/event-row';
import { CorruptRowError, eventRowOf, listedRow, standingRow } from '../../../lib/core/rows/row-codec';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, rowOf } from './events';

/** An event with every field that a record can give. */
const FULL: Required<AuditEvent> = {
  ...auditEvent({
    roleArn: 'r',
    errorCode: 'E',
    reason: 'why',
    related: true,
    guard: true,
    agent: true,
    mentions: ['i-1'],
    actorAliases: ['a'],
  }),
} as Required<AuditEvent>;
const row = rowOf(FULL, { secret: 1 }, { expiresAt: 5, maskedPaths: ['a.b'] });
const attributes = (changed: object = {}): Record<string, unknown> => ({ ...unmarshall(marshall(row)), ...changed });

it('gives back what was stored, every field of the event', () => {
  const whole = eventRowOf(attributes(), 'Events');
  expect(whole).toEqual(row);
  expect(storedEvent(whole)).toMatchObject({ ...FULL });
});

it('shows a value of every field but the hidden one', () => {
  const counts = { resourcesOmitted: 1, mentionsOmitted: 1, termsOmitted: 1 };
  const beside = conflictRow({ ...row, marks: { ...row.marks, ...counts } }, conflictKey(row, 'ab'));
  const rows = [beside, { ...row, quarantineReason: 'q' }];
  const shown = new Set(rows.flatMap((each) => Object.keys(storedEvent(eventRowOf(each, 'Events')))));
  expect(fieldNames().filter((name) => !shown.has(name))).toEqual(['recordIndex']);
});

it.each<[attribute: string, value: unknown, expected: RegExp]>([
  ['actor', 7, /expected a text/],
  ['readOnly', 'yes', /expected true or false/],
  ['resources', 'i-1', /expected a list of maps of id, kind and relation/],
  ['resources', [{ id: 'i-1' }], /expected a list of maps/],
  ['origin', 'mail', /expected one of delivery, backfill, repair/],
  ['marks', [], /expected a map of marks/],
  ['marks', { agent: 'yes' }, /expected a map of marks/],
  ['marks', { resourcesOmitted: 'many' }, /expected a map of marks/],
  ['expiresAt', '2024-05-01', /expected a number/],
  ['maskedPaths', [1], /expected a list of texts/],
  ['record', 'text', /expected a map, or bytes/],
  ['eventTimeId', undefined, /expected <eventTime>#<eventID>/],
  ['eventTimeId', '2026-03-02#e-1', /expected <eventTime>#<eventID> of at most 1024 bytes/],
  ['eventTimeId', `2026-03-02T10:00:00Z#${'é'.repeat(511)}`, /expected <eventTime>#<eventID> of at most 1024 bytes/],
  ['recordSha256', undefined, /expected a text/],
])('names a row whose %s is %j', (attribute, value, expected) => {
  const read = () => eventRowOf(attributes({ [attribute]: value }), 'audit-Events');
  expect(read).toThrow(CorruptRowError);
  expect(read).toThrow(expected);
  expect(read).toThrow(new RegExp(`a row of audit-Events is corrupt: the attribute ${attribute} of StartSession/`));
});

it('shows no control characters of a corrupt key', () => {
  expect(() => listedRow({ eventName: '\u001b[2J', eventTimeId: 1 }, 'Events')).toThrow(/of ·\[2J\/1 is/);
});

it('tolerates attributes that it does not know, and keeps them for whoever compares', () => {
  const newer = { vpcEndpointId: 'vpce-1', marks: { ...row.marks, later: { a: 1 } } };
  expect(eventRowOf(attributes(newer), 'Events')).toMatchObject(newer);
});

it('takes a listed row without record and evidence, and no whole row without', () => {
  const { record: _, recordSha256: _sha, ...listed } = attributes();
  expect(listedRow(listed, 'Terms')).toEqual(listed);
  expect(() => eventRowOf(listed, 'Events')).toThrow(CorruptRowError);
});

it('reads what a standing row tells of itself, whether it expires or not', () => {
  const told = Object.fromEntries(STANDING_ATTRIBUTES.map((name) => [name, row[name]]));
  expect(standingRow(told, 'Events')).toEqual(told);
  const { expiresAt: _, ...lasting } = told;
  expect(standingRow(lasting, 'Events')).toEqual(lasting);
  expect(() => standingRow({ ...told, indexVersion: '1' }, 'Events')).toThrow(CorruptRowError);
});
