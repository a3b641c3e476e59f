import { type UndeliveredScope, undeliveredDays } from '../../../lib/app/completeness/undelivered-days';
import type { ReceiptRange } from '../../../lib/app/ports/receipt-reader';
import { receipt } from '../../core/rows/receipts';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
const ALL = { since: undefined, until: undefined, accounts: [], regions: [] };

function rootOf(region: string): string {
  return `logs/AWSLogs/${ACCOUNT}/CloudTrail/${region}/`;
}

/** Receipts of an account on days, by region; `read` counts the days that were looked at. */
function deliveries(days: Readonly<Record<string, readonly string[]>>) {
  const ranges: ReceiptRange[] = [];
  const folders = new Set(
    Object.entries(days).flatMap(([region, each]) =>
      each.map((day) => `${rootOf(region)}${day.replaceAll('-', '/')}/`),
    ),
  );
  const newest = Object.entries(days).map(([region, each]) => {
    const day = each.at(-1) ?? '';
    const logFile = `s3://${rootOf(region)}${day.replaceAll('-', '/')}/a.json.gz`;
    return receipt({ region, logFile, deliveredAt: `${day}T12:00:00Z` });
  });
  const hasReceipts = async (range: ReceiptRange) => {
    ranges.push(range);
    return folders.has(range.folder);
  };
  return { ranges, newest: async () => newest, hasReceipts };
}

async function found(days: Readonly<Record<string, readonly string[]>>, scope: Partial<UndeliveredScope> = {}) {
  const { places } = await undeliveredDays(deliveries(days), { ...ALL, ...scope });
  return places.map(({ region, days: those }) => `${region}: ${those.join(' ')}`);
}

it('finds the days between the first and the last delivery, of each region', async () => {
  const days = { [REGION]: ['2024-05-01', '2024-05-02', '2024-05-05'], 'us-east-1': ['2024-05-01', '2024-05-02'] };
  expect(await found(days)).toEqual(['eu-west-1: 2024-05-03 2024-05-04']);
  expect(await found(days, { regions: ['us-east-1'] })).toEqual([]);
  expect(await found(days, { accounts: ['444455556666'] })).toEqual([]);
});

it('says nothing of days before the first and after the last', async () => {
  const days = { [REGION]: ['2024-05-10', '2024-05-11'] };
  expect(await found(days, { since: '2024-05-01T00:00:00Z' })).toEqual([]);
  expect(await found(days, { since: '2024-05-11T00:00:00Z', until: '2024-05-20T00:00:00Z' })).toEqual([]);
  expect(await found(days, { until: '2024-05-05T00:00:00Z' })).toEqual([]);
});

it('looks before a window that begins with silence', async () => {
  const days = { [REGION]: ['2024-04-28', '2024-05-05'] };
  const window = { since: '2024-05-01T00:00:00Z', until: '2024-05-03T00:00:00Z' };
  expect(await found(days, window)).toEqual(['eu-west-1: 2024-05-01 2024-05-02']);
});

it('finds a long silence in an open window', async () => {
  const week = Array.from({ length: 30 }, (_, index) => `2024-03-${String(index + 1).padStart(2, '0')}`);
  const [silence] = await found({ [REGION]: ['2024-02-28', ...week, '2024-05-05'] });
  expect(silence).toMatch(/^eu-west-1: 2024-02-29 2024-03-31 .* 2024-05-04$/);
});

it('looks at a bounded number of days, and says from when on', async () => {
  const days = deliveries({ [REGION]: ['2014-01-01', '2024-05-05'] });
  const { lookedFrom } = await undeliveredDays(days, { ...ALL, since: '2014-01-01T00:00:00Z' });
  expect(lookedFrom).toBe('2024-01-06');
  expect(days.ranges.length).toBeLessThanOrEqual(133);
});

it('goes by the names of files in a folder that is no day’s', async () => {
  const days = deliveries({});
  const newest = [receipt({ logFile: 's3://logs/flat/a.json.gz', deliveredAt: '2024-05-03T12:00:00Z' })];
  await undeliveredDays({ ...days, newest: async () => newest }, { ...ALL, since: '2024-05-02T00:00:00Z' });
  expect(days.ranges[0]).toMatchObject({ folder: 'logs/flat/', from: `${ACCOUNT}_CloudTrail_${REGION}_20240502` });
});
