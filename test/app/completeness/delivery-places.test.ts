import { deliveryPlaces, foldersOfDay, rangesOfDay } from '../../../lib/app/completeness/delivery-places';
import { receipt } from '../../core/rows/receipts';

const ALL = { accounts: [], regions: [] };
const IN_BUCKET = receipt({
  logFile: 's3://logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/01/a.json.gz',
  deliveredAt: '2024-05-01T12:05:00Z',
});
const ON_DISK = receipt({
  logFile: '/x/111122223333_CloudTrail_eu-west-1_20240502T1205Z_a.json.gz',
  deliveredAt: '2024-05-02T12:05:00Z',
});

it('is one for all buckets and folders of an account and region', () => {
  const [place, ...others] = deliveryPlaces([IN_BUCKET, ON_DISK], ALL);
  expect(others).toEqual([]);
  expect(place).toMatchObject({ account: '111122223333', region: 'eu-west-1', newest: '2024-05-02T12:05:00Z' });
  expect(place && foldersOfDay(place, '2024-05-03')).toEqual([
    'logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/03/',
    'local:AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/03/',
    '/x/',
  ]);
});

it('looks in a folder that is no day’s for how files of the day are called', () => {
  const [place] = deliveryPlaces([ON_DISK], ALL);
  expect((place ? rangesOfDay(place, '2024-05-03') : []).at(-1)).toMatchObject({
    folder: '/x/',
    from: '111122223333_CloudTrail_eu-west-1_20240503',
  });
});

it('leaves out what is not meant, and files that tell no account', () => {
  const { accountId: _, ...nobodys } = IN_BUCKET;
  expect(deliveryPlaces([IN_BUCKET], { accounts: [], regions: ['us-east-1'] })).toEqual([]);
  expect(deliveryPlaces([nobodys], ALL)).toEqual([]);
});
