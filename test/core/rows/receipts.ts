import { NO_COUNTS, type Receipt } from '../../../lib/core/rows/delivery-row';

/** The receipt of a log file that came through, but for the overrides. */
export function receipt(overrides: Partial<Receipt> = {}): Receipt {
  return {
    ...NO_COUNTS,
    folder: 'logs/AWSLogs/',
    fileName: 'a.json.gz',
    logFile: 's3://logs/AWSLogs/a.json.gz',
    state: 'done',
    bytes: 1,
    accountId: '111122223333',
    region: 'eu-west-1',
    deliveredAt: '2024-05-01T12:05:00Z',
    origin: 'delivery',
    indexVersion: 1,
    finishedAt: '2024-05-01T12:06:00Z',
    ...overrides,
  };
}
