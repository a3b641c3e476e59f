import { INDEX_EVERYTHING, type Indexing, indexRecord } from '../../../lib/app/index/index-record';
import { readEvent } from '../../../lib/core/event/read-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { KEEP_ALL } from '../../../lib/core/rows/kept-records';
import { kmsRecord, ssmRecord } from '../../log-records';

/** As it is, but for the test that has it fail: no record is known that does. */
jest.mock('../../../lib/core/event/read-event', () => {
  const actual = jest.requireActual('../../../lib/core/event/read-event');
  return { ...actual, readEvent: jest.fn(actual.readEvent) };
});

const PLACE = { logFile: 's3://b/k', recordIndex: 3, recordSha256: 'ab'.repeat(32) };
const SOURCE = {
  origin: 'delivery',
  deliveredAt: '2024-03-01T10:05:00Z',
  now: new Date('2024-03-01T10:06:00Z'),
} as const;
const INDEXING: Indexing = { ...INDEX_EVERYTHING, retentionDays: 400, extraTerms: ['requestParameters.name'] };

describe('indexRecord', () => {
  it('makes a row with its evidence, and the terms that lead to it', () => {
    const indexed = index(ssmRecord());
    expect(indexed?.row).toMatchObject({ eventName: 'DeleteDocument', ...PLACE, origin: 'delivery' });
    expect(indexed?.termKeys).toContain('record.requestParameters.name=example-Document');
    expect(indexed?.isBeside).toBe(false);
  });

  it('knows what is only related to Systems Manager', () => {
    expect(index(kmsRecord())?.isBeside).toBe(true);
  });

  it('leaves out what has expired, by the later of event and delivery', () => {
    const old = ssmRecord({ eventTime: '2020-01-01T00:00:00Z' });
    expect(index(old)).toBeDefined();
    expect(indexRecord(old, PLACE, { ...SOURCE, deliveredAt: undefined }, INDEXING)).toBe('expired');
  });

  it('leaves out what the configuration does, but nothing that it cannot read', () => {
    const kept = { ...KEEP_ALL, excludedEvents: new Set(['DeleteDocument', '']), related: false };
    const indexing = { ...INDEXING, kept };
    expect(indexRecord(ssmRecord(), PLACE, SOURCE, indexing)).toBe('leftOut');
    expect(indexRecord(kmsRecord(), PLACE, SOURCE, indexing)).toBe('leftOut');
    expect(indexRecord(ssmRecord({ eventName: '' }), PLACE, SOURCE, indexing)).toMatchObject({
      row: { eventName: '_quarantine' },
    });
  });

  it.each([
    ['no eventName', { eventName: '' }, '2024-03-01T10:00:00Z'],
    ['no eventTime', { eventTime: '' }, '2024-03-01T10:05:00Z'],
    ['unreadable eventTime', { eventTime: 'noon' }, '2024-03-01T10:05:00Z'],
  ])('quarantines a record with %s under the time that is known', (quarantineReason, overrides, time) => {
    const row = index(ssmRecord(overrides))?.row;
    expect(row).toMatchObject({
      eventName: '_quarantine',
      eventTimeId: `${time}#${PLACE.recordSha256}`,
      quarantineReason,
    });
    expect(row?.record).toBeInstanceOf(Uint8Array);
  });

  it('quarantines a record that reading fails at, so that the rest of its file goes on', () => {
    jest.mocked(readEvent).mockImplementationOnce(() => {
      throw new RangeError('a message that may quote the record');
    });
    expect(index(ssmRecord())?.row).toMatchObject({
      eventName: '_quarantine',
      quarantineReason: 'cannot be read: RangeError',
    });
  });
});

function index(record: JsonObject, source: Parameters<typeof indexRecord>[2] = SOURCE) {
  const indexed = indexRecord(record, PLACE, source, INDEXING);
  return typeof indexed === 'object' ? indexed : undefined;
}
