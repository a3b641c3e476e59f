import type { ReceiptSummary } from '../../../lib/app/ports/receipt-folders';
import { reconciledFile } from '../../../lib/app/reconcile/reconciled-file';

const YOUNG_SINCE = '2026-03-02T12:00:00Z';
const KEY = 'AWSLogs/1/CloudTrail/us-east-1/2026/03/02/1_CloudTrail_us-east-1_20260302T1005Z_abc.json.gz';

describe('reconciledFile', () => {
  it.each<readonly [string, ReceiptSummary | undefined, string]>([
    ['received', { fileName: 'f', state: 'done', eTag: '"tag"' }, '2026-03-02T10:05:00Z'],
    ['missing', undefined, '2026-03-02T10:05:00Z'],
    ['failed', { fileName: 'f', state: 'failed', eTag: '"tag"', reason: 'broken gzip' }, '2026-03-02T10:05:00Z'],
    ['failed', { fileName: 'f', state: 'unfinished' }, '2026-03-02T10:05:00Z'],
    ['changed', { fileName: 'f', state: 'done', eTag: '"other"' }, '2026-03-02T10:05:00Z'],
    ['changed', { fileName: 'f', state: 'done' }, '2026-03-02T10:05:00Z'],
    ['waiting', undefined, '2026-03-02T12:00:01Z'],
    ['waiting', { fileName: 'f', state: 'done', eTag: '"other"' }, '2026-03-02T12:00:01Z'],
    ['received', { fileName: 'f', state: 'done', eTag: '"tag"' }, '2026-03-02T12:00:01Z'],
  ])('is %s with the receipt %j, stored at %s', (state, receipt, storedAt) => {
    const file = { bucket: 'b', key: KEY, eTag: 'tag', bytes: 1, storedAt };
    expect(reconciledFile({ file, receipt }, YOUNG_SINCE).state).toBe(state);
  });

  it('says why a file failed', () => {
    const file = { bucket: 'b', key: KEY, eTag: 'tag', bytes: 1, storedAt: '2026-03-02T10:05:00Z' };
    const receipt = { fileName: 'f', state: 'failed' as const, reason: 'broken gzip' };
    expect(reconciledFile({ file, receipt }, YOUNG_SINCE)).toMatchObject({ reason: 'broken gzip' });
  });

  it('takes the later of delivery and of lying there for its age', () => {
    const file = { bucket: 'b', key: KEY, eTag: 'tag', bytes: 1, storedAt: '2026-03-01T00:00:00Z' };
    expect(reconciledFile({ file, receipt: undefined }, '2026-03-02T10:04:00Z').state).toBe('waiting');
  });
});
