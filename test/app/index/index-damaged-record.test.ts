import { createHash } from 'node:crypto';
import { INDEX_EVERYTHING, type Indexing } from '../../../lib/app/index/index-record';
import { indexRecords } from '../../../lib/app/index/index-records';
import { MAX_RECORD_BYTES } from '../../../lib/core/log-file/damage';
import { KEEP_ALL } from '../../../lib/core/rows/kept-records';
import { readRecordAttribute } from '../../../lib/core/rows/record-attribute';
import { ssmRecord } from '../../log-records';

const DELIVERED = '2024-03-01T10:05:00Z';

describe('a record that cannot be read', () => {
  it.each([
    ['\xff', '\udcff', 'is not UTF-8'],
    ['\xe6\xbc', '\udce6\udcbc', 'is not UTF-8'],
    ['\x01', '\u0001', 'is a control character that JSON wants escaped'],
    ['\\x', '\\x', 'begins an escape that JSON does not have'],
    ['\\u12G4', '\\u12G4', 'begins an escape that JSON does not have'],
  ])('has a row in quarantine under its own time, with the record mended: %j', async (damage, mended, reason) => {
    const text = JSON.stringify(ssmRecord({ userAgent: 'HERE' })).replace('HERE', damage);
    const { row, termKeys, isBeside } = await only(Buffer.from(text, 'latin1'));
    expect(row).toMatchObject({
      eventName: '_quarantine',
      eventTimeId: `2024-03-01T10:00:00Z#${sha256(Buffer.from(text, 'latin1'))}`,
      quarantineReason: expect.stringContaining(reason),
      logFile: 's3://b/k',
      recordIndex: 0,
    });
    expect(readRecordAttribute(row.record)).toMatchObject({ eventName: 'DeleteDocument', userAgent: mended });
    expect({ termKeys, isBeside }).toEqual({ termKeys: [], isBeside: false });
  });

  it('stands under the time of its delivery, with its place alone, where it cannot be mended', async () => {
    const text = Buffer.from('{"eventSource":"ssm.amazonaws.com","eventTime":"2024-03-01T10:00:00Z","a":tru}');
    const { row, record } = await only(text);
    expect(row).toMatchObject({
      eventTimeId: `${DELIVERED}#${sha256(text)}`,
      quarantineReason: 'the record is not JSON',
    });
    expect(row).not.toHaveProperty('record');
    expect(record).toBeUndefined();
  });

  it('stands under the hash of all its bytes, with its place alone, where it is too long to be kept', async () => {
    const text = Buffer.from(`{"eventSource":"sts.amazonaws.com","a":"${'x'.repeat(MAX_RECORD_BYTES)}"}`);
    const { row } = await only(text);
    expect(row).toMatchObject({
      recordSha256: sha256(text),
      quarantineReason: 'the record is longer than 16777216 bytes',
    });
    expect(row).not.toHaveProperty('record');
  });

  it('has its secrets masked, whatever it says that was called', async () => {
    const responseElements = { tokenValue: 'hunter2', streamUrl: 'wss://hunter2', activationCode: 'hunter2' };
    const text = JSON.stringify(ssmRecord({ eventName: 'StartHERE', responseElements })).replace('HERE', '\xff');
    const { row } = await only(Buffer.from(text, 'latin1'));
    expect(JSON.stringify(readRecordAttribute(row.record))).not.toContain('hunter2');
    expect(row.maskedPaths).toHaveLength(3);
    expect(readRecordAttribute(row.record)).toMatchObject({
      eventName: 'Start\udcff',
      eventSource: 'ssm.amazonaws.com',
    });
  });

  it('is never left out, and expires as others do', async () => {
    const text = Buffer.from('{"eventSource":"s3.amazonaws.com","a":"\\x"}');
    const kept = { ...KEEP_ALL, eventSources: new Set(['ssm.amazonaws.com']), isBeside: false };
    expect((await only(text, { ...INDEX_EVERYTHING, kept })).row.quarantineReason).toBeDefined();
    const { expiresAt } = (await only(text, { ...INDEX_EVERYTHING, retentionDays: 1 })).row;
    expect(expiresAt).toBe(Date.parse(DELIVERED) / 1000 + 86_400);
    await expect(only(text, { ...INDEX_EVERYTHING, retentionDays: 1 }, '2024-03-05T00:00:00Z')).rejects.toThrow(
      'expired',
    );
  });
});

/** What the one record of a file makes. */
async function only(record: Buffer, indexing: Indexing = INDEX_EVERYTHING, now = '2024-03-01T10:06:00Z') {
  const source = { origin: 'delivery', deliveredAt: DELIVERED, now: new Date(now), logFile: 's3://b/k' } as const;
  const chunks = inChunks(Buffer.concat([Buffer.from('{"Records":['), record, Buffer.from(']}')]));
  for await (const batch of indexRecords({ ...source, chunks }, indexing).batches) {
    for (const { outcome } of batch) {
      if (typeof outcome === 'string') throw new Error(outcome);
      return outcome;
    }
  }
  throw new Error('no record');
}

async function* inChunks(file: Buffer): AsyncGenerator<Uint8Array> {
  yield file;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
