import { gzipSync } from 'node:zlib';
import { InaccessibleFileError } from '../../../lib/app/ports/log-file-source';
import { logFolderOf, readDigestName } from '../../../lib/core/integrity/digest-name';
import { receiptKey } from '../../../lib/core/rows/delivery-row';
import { ACCOUNT, REGION } from '../../core/integrity/signed-trail';
import { MemoryAudit } from './memory-audit';

let audit: MemoryAudit;
let key: string;

beforeEach(async () => {
  audit = await MemoryAudit.indexed({ hours: 1 });
  [key = ''] = audit.trail.logFiles;
});

const name = (of = key) => `s3://${audit.trail.bucket}/${of}`;

async function verifyListed(options: { content?: boolean; rows?: boolean } = {}) {
  const loaded = await audit.digests.load(audit.trail.digests[0] ?? '');
  const files = audit.files(options);
  await files.verifyListed(loaded.status === 'valid' ? loaded.digest.logFiles : []);
  return files.result();
}

function edit(changes: object): void {
  const receipt = audit.receipts.get(name());
  if (receipt) audit.receipts.set(name(), { ...receipt, ...changes });
}

it('passes log files by their receipts, and reads none of them unless it is told', async () => {
  audit.fetched.length = 0;
  expect(await verifyListed()).toMatchObject({ valid: 3, invalid: [], missing: [], contentRead: false });
  expect(audit.fetched).toEqual(audit.trail.digests);
  expect(await verifyListed({ content: true })).toMatchObject({ valid: 3, contentRead: true });
});

it.each<[string, () => void, 'missing' | 'invalid', string]>([
  ['without a receipt', () => audit.receipts.delete(name()), 'missing', 'a digest lists it, but it has no receipt'],
  ['that failed', () => edit({ state: 'failed', reason: 'S3' }), 'missing', 'its receipt says failed: S3'],
  ['of another content', () => edit({ contentSha256: '00' }), 'invalid', 'its receipt is for other content'],
  ["with another file's receipt", () => edit({ logFile: 's3://b/k' }), 'invalid', 'its receipt is for other content'],
])('finds a log file %s', async (_, tamper, kind, reason) => {
  tamper();
  const result = await verifyListed();
  expect(result[kind]).toEqual([{ subject: name(), reason: expect.stringContaining(reason) }]);
  expect(result.valid).toBe(2);
});

it.each<[string, () => void, 'missing' | 'invalid' | 'unreadable', string]>([
  ['gone', () => audit.trail.objects.delete(key), 'missing', 'a digest lists it, but it does not exist'],
  [
    'replaced',
    () => audit.trail.objects.set(key, { body: gzipSync('{"Records":[]}'), metadata: {} }),
    'invalid',
    'its content is not what CloudTrail signed',
  ],
  ['damaged', () => audit.trail.objects.set(key, { body: Buffer.from('x'), metadata: {} }), 'invalid', 'no gzip'],
  [
    'out of reach',
    () => audit.refusals.set(key, new InaccessibleFileError('s3://b/k', 'AccessDenied')),
    'unreadable',
    'AccessDenied',
  ],
])('finds by its content that a log file is %s', async (_, tamper, kind, reason) => {
  tamper();
  const result = await verifyListed({ content: true });
  expect(result[kind]).toEqual([{ subject: name(), reason }]);
});

it('compares rows, but with a log file that is not what was signed', async () => {
  audit.tables.events.clear();
  await verifyListed({ rows: true });
  const missing = audit.findings.result().missing.length;
  expect(missing).toBeGreaterThan(0);
  const whole = new MemoryAudit({ hours: 1 });
  for (const each of whole.trail.logFiles)
    whole.trail.objects.set(each, { body: gzipSync('{"Records":[]}'), metadata: {} });
  audit = whole;
  await verifyListed({ rows: true });
  expect(audit.findings.result()).toMatchObject({ missing: [], invalid: [] });
});

describe('the receipts of a folder', () => {
  const folder = () => logFolderOf(readDigestName(audit.trail.digests[0] ?? '')?.folder ?? '');

  function forge(stamp: string): string {
    const forged = `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/03/02/${ACCOUNT}_CloudTrail_${REGION}_${stamp}_f.json.gz`;
    const receipt = audit.receipts.get(name());
    if (receipt)
      audit.receipts.set(name(forged), { ...receipt, ...receiptKey(audit.locate(forged)), logFile: name(forged) });
    return forged;
  }

  it('pass where digests list their files', async () => {
    const files = audit.files();
    expect(await files.verifyReceipts(folder())).toEqual([]);
    expect(files.result()).toMatchObject({ invalid: [], unsigned: [] });
  });

  it('are refused where no digest of their time lists their file', async () => {
    const forged = forge('20260302T0030Z');
    const files = audit.files();
    expect(await files.verifyReceipts(folder())).toEqual([]);
    expect(files.result().invalid).toEqual([
      { subject: name(forged), reason: 'it has a receipt, but no digest of its time lists it' },
    ]);
  });

  it('are told of by their time where no digest covers it', async () => {
    const forged = forge('20260302T0230Z');
    const files = audit.files();
    expect(await files.verifyReceipts(folder())).toEqual(['2026-03-02T02:30:00Z']);
    expect(files.result().unsigned).toMatchObject([{ subject: name(forged) }]);
  });

  it('do not matter outside of the window', async () => {
    forge('20260302T0230Z');
    const files = audit.files({ until: '2026-03-02T02:30:00Z' });
    expect(await files.verifyReceipts(folder())).toEqual([]);
    expect(files.result().unsigned).toEqual([]);
  });
});
