import { posix, win32 } from 'node:path';
import { fileKey } from '../../../lib/adapters/folder/file-key';
import { readLogFileName } from '../../../lib/core/delivery/log-file-name';
import { formatLogFile, parseLogFile, receiptKey } from '../../../lib/core/rows/delivery-row';

const NAME = '111122223333_CloudTrail_eu-west-1_20260304T1910Z_abcdefghijklmnop.json.gz';
const FOLDERS = ['AWSLogs', '111122223333', 'CloudTrail', 'eu-west-1', '2026', '03', '04'];

it('leaves a path of a POSIX system as it is, also with a backslash in a name', () => {
  expect(fileKey('/logs/a\\b.json', posix.sep)).toBe('/logs/a\\b.json');
});

it.each([
  ['a drive', win32.join('C:\\logs', ...FOLDERS, NAME), `C:/logs/${FOLDERS.join('/')}/${NAME}`],
  ['a share', win32.join('\\\\server\\logs', ...FOLDERS, NAME), `//server/logs/${FOLDERS.join('/')}/${NAME}`],
])('parts the folders of %s on Windows by /, in the same place', (_, path, key) => {
  expect(fileKey(path, win32.sep)).toBe(key);
  expect(win32.resolve(key)).toBe(path);
});

it('has the account, the region and the receipt of a file found on Windows', () => {
  const key = fileKey(win32.join('D:\\copy', ...FOLDERS, NAME), win32.sep);
  expect(readLogFileName(key)).toMatchObject({ accountId: '111122223333', region: 'eu-west-1' });
  const location = parseLogFile(formatLogFile({ bucket: '', key }));
  expect(location).toEqual({ bucket: '', key });
  expect(receiptKey(location)).toEqual(receiptKey({ bucket: '', key: `/elsewhere/${FOLDERS.join('/')}/${NAME}` }));
});
