import { gzipSync } from 'node:zlib';
import { InaccessibleFileError } from '../../../lib/app/ports/log-file-source';
import { conflictKey } from '../../../lib/core/rows/event-keys';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { eventRowOf } from '../../../lib/core/rows/row-codec';
import { isDigest, MemoryAudit } from './memory-audit';

let audit: MemoryAudit;
let row: EventRow;

beforeEach(async () => {
  audit = await MemoryAudit.indexed({ hours: 1 });
  row = rows()[0] as EventRow;
  audit.fetched.length = 0;
});

const rows = () => [...audit.tables.events.values()].map((each) => eventRowOf(each, 'Events'));
const keyOfFile = () => audit.keyOf(String(row.logFile)) ?? '';
const problem = (changes: Partial<EventRow> = {}) => audit.records.problemOf({ ...row, ...changes });

it('finds nothing wrong with rows as they were indexed, and reads each log file once', async () => {
  for (const each of rows()) expect(await audit.records.problemOf(each)).toBeUndefined();
  const logFiles = audit.fetched.filter((key) => !isDigest(key));
  expect(logFiles).toHaveLength(new Set(logFiles).size);
});

it.each<[string, Partial<EventRow>]>([
  ['of another place', { recordIndex: 999 }],
  ['of another hash', { recordSha256: '00' }],
])('refuses a row %s, as one that is of another record', async (_, changes) => {
  const reason = 'its log file has no such record at its place';
  expect(await problem(changes)).toEqual({ kind: 'invalid', reason, isOfAnother: true });
});

it.each<[string, () => Partial<EventRow>, string]>([
  ['under another time', () => ({ eventTimeId: '2026-03-02T00:30:00Z#x' }), 'its record belongs under another key'],
  ['under another name', () => ({ eventName: 'Harmless' }), 'its record belongs under another key'],
  [
    'of a log file elsewhere',
    () => ({ logFile: 's3://elsewhere/a.json.gz' }),
    'its log file does not belong to the trail',
  ],
  [
    'that is a second one of its record',
    () => conflictKey(row, row.recordSha256),
    'another row already has its record',
  ],
])('refuses a row %s', async (_, change, reason) => {
  expect(await problem(change())).toEqual({ kind: 'invalid', reason });
});

it('refuses a row of a log file that no digest of its time lists', async () => {
  const logFile = String(row.logFile).replace(/_[^_]+\.json\.gz$/, '_forged.json.gz');
  expect(await problem({ logFile })).toEqual({ kind: 'invalid', reason: 'no digest of its time lists its log file' });
});

it('says that nothing speaks for a row of another source, where rows may come from elsewhere', async () => {
  audit.isOnlySource = false;
  expect(await problem({ logFile: '/tmp/a.json.gz' })).toEqual({
    kind: 'unsigned',
    reason: "its name is not the name of a trail's log file",
  });
});

it.each<[string, () => void, string]>([
  ['is gone', () => audit.trail.objects.delete(keyOfFile()), 'its log file does not exist'],
  [
    'was replaced',
    () => audit.trail.objects.set(keyOfFile(), { body: gzipSync('{"Records":[]}'), metadata: {} }),
    'its log file is not what CloudTrail signed',
  ],
  [
    'is damaged',
    () => audit.trail.objects.set(keyOfFile(), { body: Buffer.from('x'), metadata: {} }),
    'its log file is not what CloudTrail signed',
  ],
  [
    'may not be read',
    () => audit.refusals.set(keyOfFile(), new InaccessibleFileError('s3://b/k', 'AccessDenied')),
    'its log file cannot be read: AccessDenied',
  ],
])('says that nothing speaks for a row whose log file %s', async (_, tamper, reason) => {
  tamper();
  expect(await problem()).toEqual({ kind: 'unsigned', reason });
});
