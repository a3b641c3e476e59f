import { deliveriesByDay } from '../../../lib/app/status/deliveries-by-day';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { receipt } from '../../core/rows/receipts';

const ROOT = 'logs/AWSLogs/111122223333/CloudTrail/eu-west-1/';
const SCOPE = { since: '2024-05-01T00:00:00Z', until: '2024-05-04T00:00:00Z', accounts: [], regions: [] };

function delivered(time: string, overrides: Partial<Receipt> = {}): Receipt {
  const folder = `${ROOT}${time.slice(0, 10).replaceAll('-', '/')}/`;
  return receipt({
    folder,
    logFile: `s3://${folder}${time}.json.gz`,
    deliveredAt: time,
    records: 10,
    ssmRecords: 3,
    ...overrides,
  });
}

const receipts = [
  delivered('2024-04-30T23:55:00Z'),
  delivered('2024-05-01T00:05:00Z'),
  delivered('2024-05-01T10:05:00Z', { quarantined: 1, relatedRecords: 4, guardRecords: 2 }),
  delivered('2024-05-03T10:05:00Z', { state: 'failed' }),
];

function depsOf(all: readonly Receipt[], newest = all.slice(-1)) {
  const read: string[] = [];
  async function* folders(folder: string) {
    read.push(folder);
    yield* all.filter((each) => each.folder === folder);
  }
  return { read, newest: { newest: async () => newest }, receipts: { receipts: folders } };
}

const PLACE = { account: '111122223333', region: 'eu-west-1' };
const APART = { relatedRecords: 0, guardRecords: 0 };
const NOTHING = { ...PLACE, ...APART, files: 0, unfinished: 0, records: 0, ssmRecords: 0, quarantined: 0 };

it('counts files and records of each day, account and region, days without a file among them', async () => {
  const deps = depsOf(receipts);
  expect(await deliveriesByDay(deps, SCOPE)).toEqual([
    {
      ...NOTHING,
      day: '2024-05-01',
      files: 2,
      records: 20,
      ssmRecords: 6,
      relatedRecords: 4,
      guardRecords: 2,
      quarantined: 1,
    },
    { ...NOTHING, day: '2024-05-02' },
    { ...PLACE, ...APART, day: '2024-05-03', files: 1, unfinished: 1, records: 10, ssmRecords: 3, quarantined: 0 },
  ]);
  expect(deps.read.sort()).toEqual(['01', '02', '03'].map((day) => `${ROOT}2024/05/${day}/`));
});

it('reads a folder that is no day’s once, and goes by the names of its files', async () => {
  const flat = receipts.map((each) => ({
    ...each,
    folder: 'logs/x/',
    logFile: `s3://logs/x/${each.deliveredAt}.json.gz`,
  }));
  const deps = depsOf(flat);
  const days = await deliveriesByDay(deps, SCOPE);
  expect(days.map(({ files }) => files)).toEqual([2, 0, 1]);
  expect(deps.read).toEqual(['logs/x/']);
});

it('asks for the accounts and regions that are meant', async () => {
  const deps = depsOf(receipts);
  expect(await deliveriesByDay(deps, { ...SCOPE, regions: ['us-east-1'] })).toEqual([]);
  expect(deps.read).toEqual([]);
});

it('counts a file on disk once that stands under the path of an earlier version as well, wherever it was moved', async () => {
  const name = '111122223333_CloudTrail_eu-west-1_20240502T1005Z_a.json.gz';
  const file = delivered('2024-05-02T10:05:00Z', { fileName: name, logFile: `/moved/${name}` });
  const folder = 'local:AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/02/';
  const deps = depsOf([
    { ...file, folder },
    { ...file, folder: '/moved/' },
  ]);
  expect((await deliveriesByDay(deps, SCOPE)).map(({ files }) => files)).toEqual([0, 1, 0]);
  expect(deps.read).toContain(folder);
});

it('knows no days before CloudTrail, and reads no folder of a day after the newest log file', async () => {
  const deps = depsOf(receipts);
  const scope = { ...SCOPE, since: '1946-10-10T00:00:00Z', until: '2026-05-04T00:00:00Z' };
  const days = await deliveriesByDay(deps, scope);
  expect([days.at(0)?.day, days.at(-1)?.day]).toEqual(['2013-11-13', '2026-05-03']);
  expect(days.filter(({ files }) => files > 0).map(({ day }) => day)).toEqual([
    '2024-04-30',
    '2024-05-01',
    '2024-05-03',
  ]);
  const read = deps.read.toSorted();
  expect([read.at(0), read.at(-1)]).toEqual([`${ROOT}2013/11/13/`, `${ROOT}2024/05/04/`]);
  expect(await deliveriesByDay(depsOf(receipts), { ...SCOPE, until: '1999-01-01T00:00:00Z' })).toEqual([]);
});
