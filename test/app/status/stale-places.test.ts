import { staleNote, stalePlaces } from '../../../lib/app/status/stale-places';
import { receipt } from '../../core/rows/receipts';

/** A region with a delivery every twelve hours. */
const history = {
  hasReceipts: async () => true,
  deliveryTimes: async ({ folder }: { readonly folder: string }) => {
    const day = folder.split('/').slice(-4, -1).join('-');
    return [`${day}T12:00:00Z`, `${day}T00:00:00Z`];
  },
};

function newest(region: string, day: string) {
  const folder = `AWSLogs/111122223333/CloudTrail/${region}/${day.replaceAll('-', '/')}/`;
  return receipt({ region, deliveredAt: `${day}T12:00:00Z`, logFile: `s3://logs/${folder}a.json.gz` });
}

const NEWEST = [newest('eu-west-1', '2024-05-03'), newest('us-east-1', '2024-05-01')];

it('counts from the newest log file in a store that copies fill, so that what is old lacks nothing', async () => {
  const stale = await stalePlaces(history, NEWEST, undefined);
  expect(stale.map(({ region }) => region)).toEqual(['us-east-1']);
  expect(stale.map((place) => staleNote(place, true))).toEqual([
    {
      kind: 'incomplete',
      text: 'the log files of 111122223333 us-east-1 end at 2024-05-01T12:00:00Z, 2 days before the newest one here, and there usually is one every 12 h or sooner: later ones are not copied or ingested, or the trail stopped there',
    },
  ]);
});

it('counts from now where log files come by themselves', async () => {
  const stale = await stalePlaces(history, NEWEST, new Date('2024-05-04T12:00:00Z'));
  expect(stale.map(({ region, silentMs }) => [region, silentMs / 3_600_000])).toEqual([
    ['eu-west-1', 24],
    ['us-east-1', 72],
  ]);
  expect(stale.map((place) => staleNote(place, false).text)).toEqual([
    'no log file of 111122223333 eu-west-1 was indexed for 24 h, since that of 2024-05-03T12:00:00Z, and there usually is one every 12 h or sooner: see whether the trail still logs there',
    expect.stringContaining('us-east-1 was indexed for 3 days'),
  ]);
  expect(await stalePlaces(history, NEWEST.slice(0, 1), new Date('2024-05-03T23:00:00Z'))).toEqual([]);
});

it('takes nothing for stale where nothing is indexed', async () => {
  expect(await stalePlaces(history, [], new Date())).toEqual([]);
  expect(await stalePlaces(history, [], undefined)).toEqual([]);
});
