import { NO_COUNTS, type Receipt, receiptKey } from '../../../lib/core/rows/delivery-row';

/** The receipt of a log file in the bucket `b` that is done. */
export function receipt(key: string, overrides: Partial<Receipt> = {}): Receipt {
  return {
    ...receiptKey({ bucket: 'b', key }),
    ...NO_COUNTS,
    logFile: `s3://b/${key}`,
    state: 'done',
    bytes: 1,
    origin: 'delivery',
    indexVersion: 1,
    finishedAt: '2024-03-01T10:06:00Z',
    accountId: '111122223333',
    region: 'us-east-2',
    deliveredAt: '2024-03-01T10:05:00Z',
    ...overrides,
  };
}

/** The receipt of a log file that failed. */
export function failedReceipt(key: string, overrides: Partial<Receipt> = {}): Receipt {
  return receipt(key, { state: 'failed', reason: 'S3 is down', ...overrides });
}
