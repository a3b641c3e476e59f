import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { newestRow, troubleRanges, troubleRow } from '../../../lib/core/rows/delivery-views';
import { MAX_SORT_KEY_BYTES } from '../../../lib/core/rows/dynamodb-limits';
import { receipt } from './receipts';

describe('newestRow', () => {
  it('is one a bucket, account and region', () => {
    expect(newestRow(receipt())).toMatchObject({ folder: '#newest', fileName: 'logs#111122223333#eu-west-1' });
    expect(newestRow(receipt({ logFile: '/x/a', folder: '/x/' }))).toMatchObject({
      fileName: '#111122223333#eu-west-1',
    });
  });

  it('leaves out files that are not done or do not tell', () => {
    const { region: _, ...withoutRegion } = receipt();
    expect(newestRow(receipt({ state: 'failed' }))).toBeUndefined();
    expect(newestRow(withoutRegion)).toBeUndefined();
  });

  it('leaves out a time that is still to come, which would stay the newest for good', () => {
    const finishedAt = '2024-03-01T10:00:00.000Z';
    expect(newestRow(receipt({ finishedAt, deliveredAt: '2024-03-02T09:00:00Z' }))).toBeDefined();
    expect(newestRow(receipt({ finishedAt, deliveredAt: '2099-01-01T00:00:00Z' }))).toBeUndefined();
  });
});

describe('troubleRow', () => {
  it('lists what failed by time of delivery, and once more when it is over', () => {
    const failed = troubleRow(receipt({ state: 'failed', reason: 'x' }));
    expect(failed).toMatchObject({
      folder: '#trouble',
      fileName: '2024-05-01T12:05:00Z#s3://logs/AWSLogs/a.json.gz',
      state: 'failed',
    });
  });

  it('leaves a small row of what is over, which soon expires', () => {
    const failed = troubleRow(receipt({ state: 'failed' }));
    expect(troubleRow(receipt({ hadTrouble: true, eTag: '"a"' }))).toEqual({
      folder: failed?.folder,
      fileName: failed?.fileName,
      state: 'done',
      eTag: '"a"',
      expiresAt: Date.parse('2024-05-02T12:06:00Z') / 1000,
    });
  });

  it('lists what changed for as long as its receipt is kept', () => {
    const changed = receipt({ changed: true, expiresAt: 7 });
    expect(troubleRow(changed)).toMatchObject({ folder: '#trouble', state: 'done', changed: true, expiresAt: 7 });
  });

  it('knows nothing of what never failed, and a place for what tells no time', () => {
    const { deliveredAt: _, ...withoutTime } = receipt({ state: 'unfinished', logFile: 'x'.repeat(5000) });
    expect(troubleRow(receipt())).toBeUndefined();
    expect(troubleRow(withoutTime)?.fileName).toMatch(/^1970-01-01T00:00:00Z#x+~sha256:/);
    expect(Buffer.byteLength(troubleRow(withoutTime)?.fileName ?? '')).toBeLessThanOrEqual(MAX_SORT_KEY_BYTES);
  });
});

describe('troubleRanges', () => {
  it('leaves out what was delivered before, but for what nobody knows the time of', () => {
    const since = '2024-05-01T12:05:00Z';
    const isListed = (row: Partial<Receipt>) => {
      const { fileName = '' } = troubleRow(receipt({ state: 'failed', ...row })) ?? {};
      return troubleRanges(since, undefined).filter(({ from, to }) => fileName >= from && fileName <= to).length === 1;
    };
    const { deliveredAt: _, ...timeless } = receipt({ state: 'failed' });
    expect(isListed({ deliveredAt: since })).toBe(true);
    expect(isListed({ deliveredAt: '2024-05-01T12:04:59Z' })).toBe(false);
    const { fileName = '' } = troubleRow(timeless) ?? {};
    expect(troubleRanges(since, undefined).filter(({ from, to }) => fileName >= from && fileName <= to)).toHaveLength(
      1,
    );
  });

  it('end with a window, and keep what nobody knows the time of', () => {
    const [from, until] = ['2024-05-01T00:00:00Z', '2024-06-01T00:00:00Z'];
    const names = (deliveredAt?: string) =>
      troubleRow({ ...receipt({ state: 'failed' }), deliveredAt } as Receipt)?.fileName;
    const isListed = (fileName = '') =>
      troubleRanges(from, until).some((range) => fileName >= range.from && fileName <= range.to);
    expect([names('2024-05-31T23:55:00Z'), names(undefined)].map(isListed)).toEqual([true, true]);
    expect(isListed(names('2024-06-01T00:05:00Z'))).toBe(false);
    expect(troubleRanges(undefined, until)).toHaveLength(1);
  });

  it('is one where everything is asked for', () => {
    expect(troubleRanges(undefined, undefined)).toHaveLength(1);
    expect(troubleRanges('1970-01-01T00:00:00Z', undefined)).toHaveLength(1);
  });
});
