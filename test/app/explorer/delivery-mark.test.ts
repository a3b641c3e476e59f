import { deliveryMark } from '../../../lib/app/explorer/delivery-mark';
import type { Receipt } from '../../../lib/core/rows/delivery-row';

const receipt = (logFile: string, finishedAt: string) => ({ logFile, finishedAt }) as Receipt;
const markOf = async (...receipts: readonly Receipt[]) => (await deliveryMark({ newest: async () => receipts })).mark;

it('changes with a newer log file, and with one that is indexed again', async () => {
  const one = receipt('s3://a/1', '2024-05-01T00:00:00Z');
  const other = receipt('s3://b/1', '2024-05-01T00:00:00Z');
  const mark = await markOf(one, other);
  expect(await markOf(other, one)).toBe(mark);
  expect(await markOf(one)).not.toBe(mark);
  expect(await markOf(one, receipt('s3://b/2', '2024-05-01T00:00:00Z'))).not.toBe(mark);
  expect(await markOf(one, receipt('s3://b/1', '2024-05-02T00:00:00Z'))).not.toBe(mark);
});
