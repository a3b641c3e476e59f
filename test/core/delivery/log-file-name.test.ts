import { readLogFileName } from '../../../lib/core/delivery/log-file-name';

const FOLDERS = 'us-east-2/2018/03/06';
const NAME = '111122223333_CloudTrail_us-east-2_20180306T2030Z_abcdefghijklmnop.json.gz';
const LOG = {
  kind: 'log',
  prefix: '',
  accountId: '111122223333',
  region: 'us-east-2',
  deliveredAt: '2018-03-06T20:30:00Z',
};

describe('the layout', () => {
  it.each([
    ['of one account', '', {}],
    ['with a prefix', 'trails/prod/', { prefix: 'trails/prod' }],
    ['with a prefix of misleading words', 'CloudTrail-Digest/Digest/', { prefix: 'CloudTrail-Digest/Digest' }],
    ['with a prefix like the root', 'AWSLogs/9/CloudTrail-Digest/', { prefix: 'AWSLogs/9/CloudTrail-Digest' }],
    ['with a prefix like an organization', 'o-abc/', { prefix: 'o-abc' }],
  ])('%s', (_, prefix, expected) => {
    const key = `${prefix}AWSLogs/111122223333/CloudTrail/${FOLDERS}/${NAME}`;
    expect(readLogFileName(key)).toEqual({ ...LOG, ...expected });
  });

  it.each([
    ['of an organization', '', ''],
    ['of Control Tower, the organization named twice', 'o-a1b2c3d4e5/', 'o-a1b2c3d4e5'],
  ])('%s', (_, before, prefix) => {
    const key = `${before}AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/${FOLDERS}/${NAME}`;
    expect(readLogFileName(key)).toEqual({ ...LOG, prefix, organizationId: 'o-a1b2c3d4e5' });
  });

  it('with an account that is not a number', () => {
    const key = `AWSLogs/anonymous/CloudTrail/${FOLDERS}/anonymous_CloudTrail_us-east-2_20180306T2030Z_a.json.gz`;
    expect(readLogFileName(key)).toEqual({ ...LOG, accountId: 'anonymous' });
  });
});

describe('the kind', () => {
  it.each([
    ['CloudTrail-Digest', 'digest'],
    ['CloudTrail-Insight', 'insight'],
    ['CloudTrail-NetworkActivity', 'networkActivity'],
    ['CloudTrail-Aggregated', 'aggregated'],
    ['CloudTrail', 'log'],
  ])('is told by the folder %s, else by the name', (folder, kind) => {
    const name = NAME.replace('CloudTrail', folder);
    expect(readLogFileName(`AWSLogs/111122223333/${folder}/${FOLDERS}/${name}`).kind).toBe(kind);
    expect(readLogFileName(`AWSLogs/111122223333/${folder}/${FOLDERS}/${NAME}`).kind).toBe(kind);
    expect(readLogFileName(`copied/${name}`).kind).toBe(kind);
  });

  it.each(['AWSLogs/111122223333/CloudTrail/', 'AWSLogs/111122223333/CloudTrail-Digest/', 'folder/', '/'])(
    'is marker: %s',
    (key) => {
      expect(readLogFileName(key).kind).toBe('marker');
    },
  );

  it('is log in the folder of logs, whatever the file is called', () => {
    const { deliveredAt: _, ...log } = LOG;
    expect(readLogFileName(`AWSLogs/111122223333/CloudTrail/${FOLDERS}/renamed.json.gz`)).toEqual(log);
  });

  it.each([
    '',
    'events.json',
    'Digest.json.gz',
    'AWSLogs',
    'AWSLogs/x.json',
    `AWSLogs/111122223333/CloudTrail/${FOLDERS}/notes.txt`,
    'AWSLogs/111122223333/Config/us-east-2/2018/3/6/111122223333_Config_us-east-2_ConfigHistory.json.gz',
    'AWSLogs/111122223333/CloudTrail-Future/us-east-2/111122223333_CloudTrail-Future_us-east-2_x.json.gz',
    '111122223333_CloudTrail_us-east-2_20180306T2030Z_abc.csv',
    '111122223333_constructor_us-east-2_20180306T2030Z_abc.json',
  ])('is other: %s', (key) => {
    expect(readLogFileName(key).kind).toBe('other');
  });
});

describe('the name alone', () => {
  const { prefix: _, ...named } = LOG;

  it.each([
    ['gzipped', NAME],
    ['unpacked', NAME.replace('.gz', '')],
    [
      'without a low line before the unique string',
      '111122223333_CloudTrail_us-east-2_20180306T2030ZHdkvFTXOA3Vnhbc.json.gz',
    ],
    ['in a folder called AWSLogs', `AWSLogs/${NAME}`],
  ])('tells account, region and time: %s', (_case, key) => {
    expect(readLogFileName(key)).toEqual(named);
  });

  it.each(['20181306T2030Z', '20180231T2030Z', '20180306T2460Z', '2018-03-06', ''])(
    'tells no time where %s is none',
    (stamp) => {
      const { deliveredAt } = readLogFileName(NAME.replace('20180306T2030Z', stamp));
      expect(deliveredAt).toBeUndefined();
    },
  );

  it("tells a digest's time to the minute, behind the name of its trail", () => {
    const name = '111122223333_CloudTrail-Digest_us-east-2_my_20170101T0000Z_trail_us-west-2_20180306T203059Z.json.gz';
    expect(readLogFileName(name)).toEqual({ ...named, kind: 'digest' });
  });
});
