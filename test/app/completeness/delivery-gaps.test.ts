import { deliveryGaps } from '../../../lib/app/completeness/delivery-gaps';
import { EVERYTHING } from '../../../lib/core/query/event-query';
import { receipt } from '../../core/rows/receipts';

const ROOT = 's3://logs/AWSLogs/111122223333/CloudTrail';

/** Receipts of regions that delivered on the first and the last day of a week. */
function regions(...names: readonly string[]) {
  const newest = names.map((region) =>
    receipt({ region, logFile: `${ROOT}/${region}/2024/05/07/a.json.gz`, deliveredAt: '2024-05-07T12:00:00Z' }),
  );
  const hasReceipts = async ({ folder }: { readonly folder: string }) => /\/0[17]\/$/.test(folder);
  return { newest: async () => newest, hasReceipts };
}

it('names days, accounts and regions, and the command that shows all', async () => {
  expect(await deliveryGaps(regions('eu-west-1'), { ...EVERYTHING, since: '2024-05-01T00:00:00Z' })).toEqual([
    {
      kind: 'incomplete',
      text: 'no log file was delivered of 111122223333 eu-west-1 on 2024-05-02 2024-05-03 2024-05-04 and 2 more days',
      command: ['status', '--by-day', '--since', '2024-05-02', '--until', '2024-05-07'],
    },
  ]);
});

it('names some of many regions', async () => {
  const [note] = await deliveryGaps(regions('a-1', 'b-1', 'c-1', 'd-1'), { ...EVERYTHING, regions: [] });
  expect(note?.text).toMatch(/, nor of 1 more accounts and regions$/);
});

it('asks for the regions that are meant, in whatever letter case', async () => {
  expect(await deliveryGaps(regions('eu-west-1'), { ...EVERYTHING, regions: ['EU-WEST-1'] })).toHaveLength(1);
  expect(await deliveryGaps(regions('eu-west-1'), { ...EVERYTHING, regions: ['us-east-1'] })).toEqual([]);
});
