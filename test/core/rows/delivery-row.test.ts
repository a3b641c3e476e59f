import { addCounts, formatLogFile, NO_COUNTS, receiptKey } from '../../../lib/core/rows/delivery-row';
import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from '../../../lib/core/rows/dynamodb-limits';

it.each([
  [{ bucket: 'logs', key: 'p/AWSLogs/1/CloudTrail/a.json.gz' }, 'logs/p/AWSLogs/1/CloudTrail/', 'a.json.gz'],
  [{ bucket: 'logs', key: 'a.json.gz' }, 'logs/', 'a.json.gz'],
  [{ bucket: '', key: '/home/x/a.json' }, '/home/x/', 'a.json'],
  [{ bucket: '', key: 'a.json' }, '/', 'a.json'],
  [{ bucket: 'logs', key: 'folder/' }, 'logs/folder/', '/'],
])('splits %j at its last slash', (location, folder, fileName) => {
  expect(receiptKey(location)).toEqual({ folder, fileName });
});

it('keeps keys of any length within the limits, each its own', () => {
  const key = `${'é'.repeat(3000)}/${'ü'.repeat(3000)}`;
  const { folder, fileName } = receiptKey({ bucket: '', key });
  expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(MAX_PARTITION_KEY_BYTES);
  expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(MAX_SORT_KEY_BYTES);
  expect(receiptKey({ bucket: '', key: `${key}x` }).fileName).not.toBe(fileName);
});

it('formats a place', () => {
  expect(formatLogFile({ bucket: 'logs', key: 'a/b.gz' })).toBe('s3://logs/a/b.gz');
  expect(formatLogFile({ bucket: '', key: '/a/b.gz' })).toBe('/a/b.gz');
});

it('adds every count', () => {
  const ones = Object.fromEntries(Object.keys(NO_COUNTS).map((name) => [name, 1])) as unknown as typeof NO_COUNTS;
  expect(Object.values(addCounts(ones, addCounts(ones, NO_COUNTS)))).toEqual(Object.keys(NO_COUNTS).map(() => 2));
});
