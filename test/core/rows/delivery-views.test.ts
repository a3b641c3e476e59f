import { newestRow, troubleRow } from '../../../lib/core/rows/delivery-views';
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
});

describe('troubleRow', () => {
  it('lists what failed by time of delivery, and once more when it is over', () => {
    const failed = troubleRow(receipt({ state: 'failed', reason: 'x' }));
    expect(failed).toMatchObject({
      folder: '#trouble',
      fileName: '2024-05-01T12:05:00Z#s3://logs/AWSLogs/a.json.gz',
      state: 'failed',
    });
    const over = troubleRow(receipt({ hadTrouble: true }));
    expect(over).toMatchObject({ folder: failed?.folder, fileName: failed?.fileName, state: 'done' });
  });

  it('knows nothing of what never failed, and a place for what tells no time', () => {
    const { deliveredAt: _, ...withoutTime } = receipt({ state: 'unfinished', logFile: 'x'.repeat(5000) });
    expect(troubleRow(receipt())).toBeUndefined();
    expect(troubleRow(withoutTime)?.fileName).toMatch(/^1970-01-01T00:00:00Z#x+~sha256:/);
    expect(Buffer.byteLength(troubleRow(withoutTime)?.fileName ?? '')).toBeLessThanOrEqual(MAX_SORT_KEY_BYTES);
  });
});
