import { randomBytes } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { EVENTS_TABLE } from '../../../lib/contract/tables';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { readEvent } from '../../../lib/core/event/read-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { parseRecord } from '../../../lib/core/record/parse-record';
import { itemBytes, MAX_ITEM_BYTES } from '../../../lib/core/rows/dynamodb-limits';
import { conflictKey, eventKey, quarantineKey } from '../../../lib/core/rows/event-keys';
import {
  conflictRow,
  type EventRow,
  eventRow,
  INDEX_VERSION,
  inPartition,
  quarantineRow,
} from '../../../lib/core/rows/event-row';
import { readRecordAttribute } from '../../../lib/core/rows/record-attribute';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, auditEvent, instance, NO_SPREAD, rowContext, rowOf } from './events';

const SHA256 = '0123456789abcdef'.repeat(4);
const noise = (bytes: number) => randomBytes(bytes).toString('base64').slice(0, bytes);

/** What DynamoDB would count, the key of a conflict and its mark included. */
function bytesWithConflict(row: EventRow): number {
  return itemBytes(conflictRow(row, conflictKey(row, SHA256)));
}

/** The row of a record as it would be indexed. */
function indexed(record: JsonObject): EventRow {
  const reading = readEvent(record, SHA256);
  if (reading.kind !== 'event') throw new Error(reading.reason);
  return eventRow(reading.event, eventKey(reading.event, NO_SPREAD), record, rowContext(), 1);
}

it('has the fields that people ask about beside the record and its evidence', () => {
  const row = rowOf(auditEvent(), { eventName: 'StartSession', n: 1 }, { expiresAt: 5, maskedPaths: ['a.b'] });
  expect(row).toMatchObject({
    eventName: 'StartSession',
    eventTimeId: '2024-05-01T12:00:00Z#11111111-2222-3333-4444-555555555555',
    userIdentityArn: ALICE,
    record: { eventName: 'StartSession', n: 1 },
    recordIndex: 3,
    recordSha256: 'ab'.repeat(32),
    origin: 'delivery',
    indexVersion: INDEX_VERSION,
    expiresAt: 5,
    maskedPaths: ['a.b'],
  });
  expect(row).not.toHaveProperty('marks');
});

it('marks what is true of few events', () => {
  expect(rowOf(auditEvent({ related: true, agent: true })).marks).toEqual({ related: true, agent: true });
  const row = rowOf();
  expect(conflictRow(row, conflictKey(row, SHA256))).toMatchObject({
    eventTimeId: `${row.eventTimeId}#0123456789abcdef`,
    marks: { conflict: true },
  });
});

it('keeps the whole name and principal where those of the keys are not', () => {
  const spread = rowOf(auditEvent(), {}, {}, new Map([['StartSession', 1000]]));
  expect(spread.marks).toBeUndefined();
  expect(storedEvent(spread).eventName).toBe('StartSession');
  expect(rowOf(auditEvent({ eventName: 'Start#1' })).marks).toEqual({ eventName: 'Start#1' });
  const long = `arn:aws:iam::1:user/${'x'.repeat(10_240)}`;
  const row = rowOf(auditEvent({ userIdentityArn: long }));
  expect(row.marks).toEqual({ userIdentityArn: long });
  expect(Buffer.byteLength(String(row.userIdentityArn))).toBe(2048);
});

it('lists a hundred resources and counts the rest', () => {
  const resources = Array.from({ length: 130 }, (_, index) => instance(`i-${index}`));
  const event = auditEvent({ resources });
  const row = rowOf(event);
  expect(row.resources).toHaveLength(100);
  expect(row.marks).toEqual({ resourcesOmitted: 30 });
});

it('lists twenty mentioned nodes and counts the rest', () => {
  const mentions = Array.from({ length: 25 }, (_, index) => `i-${index}`);
  expect(rowOf(auditEvent({ mentions })).marks).toEqual({ mentions: mentions.slice(0, 20), mentionsOmitted: 5 });
  expect(rowOf(auditEvent({ mentions: ['i-1'] })).marks).toEqual({ mentions: ['i-1'] });
});

it('stands in another partition of its name as it is, and as version 1 did with its whole name beside it', () => {
  const row = rowOf(auditEvent({ agent: true }));
  expect(inPartition(row, 'StartSession#3')).toEqual({ ...row, eventName: 'StartSession#3' });
  const older = { ...row, indexVersion: 1 };
  const spread = inPartition(older, 'StartSession#3');
  expect(spread).toMatchObject({ eventName: 'StartSession#3', marks: { agent: true, eventName: 'StartSession' } });
  expect(inPartition(spread, 'StartSession')).toEqual(older);
});

it("leaves the ID of an agent's own call to its key, which readers take it from", () => {
  const row = rowOf(auditEvent({ agent: true }));
  expect(row).not.toHaveProperty('eventID');
  expect(storedEvent(row).eventID).toBe(auditEvent().eventID);
});

it('has its record packed in a partition of the agent, with the same columns as everywhere', () => {
  const record = { eventName: 'UpdateInstanceInformation', text: 'x'.repeat(900) };
  const [event, key] = [auditEvent({ agent: true, userAgent: 'y'.repeat(300) }), { eventTimeId: 't#id' }];
  const [plain, apart] = ['StartSession', 'StartSession#agent#3'].map((eventName) =>
    eventRow(event, { ...key, eventName }, record, rowContext(), 0),
  );
  expect(apart?.record).toBeInstanceOf(Uint8Array);
  expect(readRecordAttribute(apart?.record)).toEqual(record);
  expect({ ...apart, record, eventName: 'StartSession' }).toEqual(plain);
});

it('lists no more than 16 KB of resources', () => {
  const resources = Array.from({ length: 40 }, (_, index) => instance(`${index}-${'x'.repeat(2000)}`));
  expect(rowOf(auditEvent({ resources })).marks).toEqual({ resourcesOmitted: 24 });
});

describe('the size of an item', () => {
  it.each([1, 300_000, 390_000, 407_800, 408_000, 408_600, 409_600])(
    'stays within the limit with %d bytes of text',
    (bytes) => {
      const record = { eventName: 'X', text: 'x'.repeat(bytes) };
      const row = rowOf(auditEvent(), record);
      expect(bytesWithConflict(row)).toBeLessThanOrEqual(MAX_ITEM_BYTES);
      expect(readRecordAttribute(row.record)).toEqual(record);
    },
  );

  it('packs what is too large as a map, and leaves out what is too large even so', () => {
    const isPacked = (record: JsonObject) => rowOf(auditEvent(), record).record instanceof Uint8Array;
    expect(isPacked({ text: noise(390_000) })).toBe(false);
    expect(isPacked({ text: noise(450_000) })).toBe(true);
    const pointer = rowOf(auditEvent(), { text: noise(700_000) });
    expect(pointer).not.toHaveProperty('record');
    expect(pointer.logFile).toMatch(/^s3:/);
  });

  it('stays within the limit for a record in which every field is 300 KB', () => {
    const long = (name: string) => `${name}-${'😀'.repeat(75_000)}`;
    const row = indexed({
      eventName: long('name'),
      eventTime: '2024-05-01T12:00:00Z',
      eventID: long('id'),
      eventSource: `ssm-${'a'.repeat(300_000)}.amazonaws.com`,
      awsRegion: long('region'),
      recipientAccountId: long('account'),
      sourceIPAddress: long('address'),
      userAgent: long('agent'),
      errorCode: long('error'),
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::1:assumed-role/R/${long('session')}`,
        accessKeyId: long('key'),
        userName: long('user'),
        sessionContext: { sessionIssuer: { arn: `arn:aws:iam::1:role/${long('role')}` } },
      },
      resources: Array.from({ length: 40 }, (_, index) => ({ ARN: `arn:aws:ssm:::document/${long(`d${index}`)}` })),
    });
    expect(bytesWithConflict({ ...row, maskedPaths: Array(101).fill('é'.repeat(200)) })).toBeLessThanOrEqual(
      MAX_ITEM_BYTES,
    );
    expect(row.resources).toHaveLength(16);
  });
});

it('holds no half characters but in a packed record', () => {
  const row = indexed(
    parseRecord(
      '{"eventName":"A\\ud800","eventTime":"2024-05-01T12:00:00Z","eventID":"\\udc00","userAgent":"\\ud800",' +
        '"eventSource":"ssm.amazonaws.com","userIdentity":{"arn":"\\ud800"},"requestParameters":{"name":"\\ud800"}}',
    ),
  );
  const { record, ...fields } = {
    ...row,
    maskedPaths: rowOf(auditEvent(), {}, { maskedPaths: ['a\ud800'] }).maskedPaths,
  };
  expect(record).toBeInstanceOf(Uint8Array);
  expect(JSON.stringify(fields)).not.toMatch(/\\ud[89a-f]/);
});

it('keeps a quarantined record packed, with its reason and evidence and no event fields', () => {
  const row = quarantineRow(quarantineKey('2024-05-01T12:00:00Z', SHA256), 'no eventName', { a: 1 }, rowContext());
  expect(row).toMatchObject({ eventName: '_quarantine', quarantineReason: 'no eventName', recordIndex: 3 });
  expect(row.record).toBeInstanceOf(Uint8Array);
  expect(readRecordAttribute(row.record)).toEqual({ a: 1 });
  expect(row).not.toHaveProperty('userIdentityArn');
});

it('can be marshalled, all keys of the table and its index in place', () => {
  const odd: Partial<AuditEvent> = {
    eventName: '#',
    eventID: '😀',
    userIdentityArn: 'unknown',
    resources: [instance('')],
  };
  const item = marshall(rowOf(auditEvent(odd), { constructor: { name: 'Map' } } as unknown as JsonObject));
  const [index] = EVENTS_TABLE.indexes;
  for (const key of [EVENTS_TABLE.partitionKey, EVENTS_TABLE.sortKey, index.partitionKey, index.sortKey]) {
    expect(item[key]?.S).toMatch(/./);
  }
});
