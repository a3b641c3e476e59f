import type { DeliveryPlace } from '../../../lib/app/completeness/delivery-places';
import type { ReceiptRange } from '../../../lib/app/ports/receipt-reader';
import { usualGap } from '../../../lib/app/status/usual-gap';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

const ROOT = 'logs/AWSLogs/111122223333/CloudTrail/eu-west-1/';

/** The history of a place with deliveries at these times; what is read of it is counted. */
function history(times: readonly string[]) {
  const reads = { receipts: 0, queries: 0 };
  const on = ({ folder }: ReceiptRange) =>
    times.filter((time) => folder === `${ROOT}${time.slice(0, 10).replaceAll('-', '/')}/`);
  const deliveryTimes = async (range: ReceiptRange, limit: number) => {
    const found = on(range).toSorted().reverse().slice(0, limit);
    reads.receipts += found.length;
    reads.queries += 1;
    return found;
  };
  const hasReceipts = async (range: ReceiptRange) => {
    reads.queries += 1;
    return on(range).length > 0;
  };
  return { reads, deliveryTimes, hasReceipts };
}

function placeOf(times: readonly string[]): DeliveryPlace {
  const newest = [...times].sort().at(-1) ?? '';
  return {
    account: '111122223333',
    region: 'eu-west-1',
    newest,
    folders: [`${ROOT}${newest.slice(0, 10).replaceAll('-', '/')}/`],
  };
}

const gapOf = async (times: readonly string[]) => (await usualGap(history(times), placeOf(times)))?.longestMs;

/** Times every so many minutes from one to another. */
function every(minutes: number, from: string, to: string): readonly string[] {
  const times: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += minutes * MINUTE)
    times.push(new Date(at).toISOString().replace('.000Z', 'Z'));
  return times;
}

it('is the longest gap between two deliveries, an hour at least', async () => {
  expect(await gapOf(['2024-05-01T10:00:00Z', '2024-05-01T16:00:00Z', '2024-05-02T05:00:00Z'])).toBe(13 * HOUR);
  expect(await gapOf(every(5, '2024-05-01T10:00:00Z', '2024-05-01T12:00:00Z'))).toBe(HOUR);
});

it('is unknown of so few deliveries that nothing is usual', async () => {
  expect(await gapOf(['2024-05-01T10:00:00Z', '2024-05-01T16:00:00Z'])).toBeUndefined();
});

it('takes nights and weekends for usual', async () => {
  // Friday 26 April and Monday 29 April of 2024, and the days after it.
  const days = ['2024-04-26', '2024-04-29', '2024-04-30'];
  const times = days.flatMap((day) => every(5, `${day}T08:00:00Z`, `${day}T18:00:00Z`));
  expect(await gapOf(times)).toBe(3 * DAY - 10 * HOUR + 5 * MINUTE);
});

it('looks back further by days alone where there are many deliveries, and reads no more than so many', async () => {
  const times = [
    ...every(1, '2024-04-20T00:00:00Z', '2024-04-21T00:00:00Z'),
    ...every(1, '2024-04-25T00:00:00Z', '2024-04-30T12:00:00Z'),
  ];
  const busy = history(times);
  expect((await usualGap(busy, placeOf(times)))?.longestMs).toBe(5 * DAY);
  expect(busy.reads.receipts).toBeLessThanOrEqual(2_000);
  expect(busy.reads.queries).toBe(15);
});

it('is left by more where gaps are few or not alike', async () => {
  const staleAfter = async (times: readonly string[]) => (await usualGap(history(times), placeOf(times)))?.staleAfterMs;
  expect(await staleAfter(every(24 * 60, '2024-05-01T10:00:00Z', '2024-05-05T12:00:00Z'))).toBe(30 * HOUR);
  const uneven = ['2024-05-01T10:00:00Z', '2024-05-01T12:00:00Z', '2024-05-01T15:00:00Z', '2024-05-02T01:00:00Z'];
  expect(await staleAfter(uneven)).toBeCloseTo((20 - 3 + 10 / 3) * HOUR);
});
