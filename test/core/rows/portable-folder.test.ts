import { formerReceiptKey, parseLogFile, receiptKey } from '../../../lib/core/rows/delivery-row';
import { portableFolder } from '../../../lib/core/rows/portable-folder';

const NAME = '111122223333_CloudTrail_eu-west-1_20240501T1205Z_abcdefghijklmnop.json.gz';
const FOLDER = 'local:AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/01/';

it.each([
  `/home/x/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/01/${NAME}`,
  `/mnt/prefix/AWSLogs/o-exampleorgid/111122223333/CloudTrail/eu-west-1/2024/05/01/${NAME}`,
  `/tmp/flat/${NAME}`,
])('is one wherever the file lies: %s', (path) => {
  expect(portableFolder(path)).toBe(FOLDER);
  expect(receiptKey({ bucket: '', key: path })).toEqual({ folder: FOLDER, fileName: NAME });
  expect(formerReceiptKey({ bucket: '', key: path })?.folder).toBe(path.slice(0, -NAME.length));
});

it('is none where nothing tells whose the file is', () => {
  expect(portableFolder('/home/x/events.json')).toBeUndefined();
  expect(formerReceiptKey({ bucket: '', key: '/home/x/events.json' })).toBeUndefined();
});

it('is none in a bucket, whose keys stay', () => {
  const location = { bucket: 'logs', key: `AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/01/${NAME}` };
  expect(receiptKey(location).folder).toBe('logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/05/01/');
  expect(formerReceiptKey(location)).toBeUndefined();
});

it.each([
  ['s3://logs/a/b.json.gz', { bucket: 'logs', key: 'a/b.json.gz' }],
  ['/home/x/a.json', { bucket: '', key: '/home/x/a.json' }],
])('reads %s', (logFile, location) => {
  expect(parseLogFile(logFile)).toEqual(location);
});
