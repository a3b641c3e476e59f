import { PutObjectCommand } from '@aws-sdk/client-s3';
import { S3AuditedBucket } from '../../../lib/adapters/s3/s3-audited-bucket';
import { digestVerdict } from '../../../lib/core/integrity/digest-verdict';
import { parsePublicKeys } from '../../../lib/core/integrity/public-keys';
import { UnreadableLogFileError } from '../../../lib/core/log-file/unreadable-log-file-error';
import {
  ACCOUNT,
  publicKeyList,
  REGION,
  type SignedTrail,
  signedTrail,
  signer,
} from '../../core/integrity/signed-trail';
import { EMBEDDED_ACCOUNT, type TestBucket, testBucket } from '../../embedded/aws';
import { injectFaults, s3Error } from '../../embedded/faults';

const BY = signer('own');
const KEYS = parsePublicKeys(publicKeyList(BY));
const FOLDER = `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/`;

let stored: TestBucket;
let trail: SignedTrail;
let first: string;
let last: string;
let bucket: S3AuditedBucket;

beforeAll(async () => {
  stored = await testBucket();
  bucket = new S3AuditedBucket(stored.s3, { name: stored.name, owner: EMBEDDED_ACCOUNT }, '');
  trail = signedTrail({ bucket: stored.name, signers: [BY, BY] });
  [first = '', last = ''] = trail.digests;
  for (const [key, { body, metadata }] of trail.objects) await put(key, body, metadata);
});

afterAll(() => stored.s3.destroy());

function put(key: string, Body: Uint8Array | string, Metadata: Readonly<Record<string, string>> = {}) {
  return stored.s3.send(new PutObjectCommand({ Bucket: stored.name, Key: key, Body, Metadata }));
}

async function statusOf(key: string): Promise<string | undefined> {
  const found = await bucket.digest(key);
  return found && digestVerdict(found, KEYS).status;
}

it('finds the folders of digests, and the digests of a day', async () => {
  expect(await bucket.digestFolders()).toEqual([FOLDER]);
  expect([...(await bucket.digestsOn(FOLDER, '2026/03/02'))].sort()).toEqual([...trail.digests].sort());
  expect(await bucket.digestsOn(FOLDER, '2026/03/03')).toEqual([]);
});

it('looks below the prefix of the trail alone', async () => {
  const below = new S3AuditedBucket(stored.s3, { name: stored.name, owner: undefined }, 'trails');
  expect(await below.digestFolders()).toEqual([]);
  const key = `trails/${first}`;
  await put(key, trail.objects.get(first)?.body ?? '');
  expect(await below.digestFolders()).toEqual([`trails/${FOLDER}`]);
  expect(await below.digestsOn(`trails/${FOLDER}`, '2026/03/02')).toEqual([key]);
});

it('reads every page of the digests of a day', async () => {
  const keys = ['a', 'b', 'c', 'd', 'e'].map((name) => `${FOLDER}2026/03/04/${name}`);
  for (const key of keys) await put(key, 'x');
  const shortPages = (args: { input: object }) => ({ ...args, input: { ...args.input, MaxKeys: 2 } as never });
  stored.s3.middlewareStack.add((next) => (args) => next(shortPages(args)), { step: 'initialize', name: 'short' });
  const listed = await bucket.digestsOn(FOLDER, '2026/03/04');
  stored.s3.middlewareStack.remove('short');
  expect(listed).toEqual(keys);
});

it('has a digest with the signature of its metadata, and says where that was removed', async () => {
  expect(await Promise.all([first, last].map(statusOf))).toEqual(['valid', 'valid']);
  const { body, metadata = {} } = trail.objects.get(last) ?? { body: '' };
  await put(last, body);
  expect(await bucket.digest(last)).toMatchObject({ bucket: stored.name, key: last, signature: 'removed' });
  await put(last, body, metadata);
});

it('takes a backfilled digest for signed only with its own metadata', async () => {
  const key = last.replace('.json.gz', '_backfill.json.gz');
  const { body, metadata = {} } = trail.objects.get(last) ?? { body: '' };
  await put(key, body, metadata);
  expect(await bucket.digest(key)).toMatchObject({ signature: 'removed' });
  await put(key, body, { ...metadata, 'backfill-generation-timestamp': '2026-03-02T12:00:00Z' });
  expect(await bucket.digest(key)).toMatchObject({ signature: { algorithm: metadata?.['signature-algorithm'] } });
});

it('has neither a digest nor a log file that is not there, and refuses what is no digest', async () => {
  expect(await bucket.digest(`${FOLDER}2026/03/02/none.json.gz`)).toBeUndefined();
  expect(await bucket.open('none.json.gz')).toBeUndefined();
  await put('no-gzip.json.gz', 'no gzip');
  await expect(bucket.digest('no-gzip.json.gz')).rejects.toThrow(UnreadableLogFileError);
});

it('does not take a digest that nobody may read for one that is absent', async () => {
  const faults = injectFaults(stored.s3, () => s3Error('AccessDenied', 403));
  await expect(bucket.digest(first)).rejects.toThrow();
  faults.stop();
});

it('names objects as receipts and rows do, of its own bucket alone', () => {
  const name = `s3://${stored.name}/AWSLogs/a.json.gz`;
  expect(bucket.locate('AWSLogs/a.json.gz')).toEqual({ bucket: stored.name, key: 'AWSLogs/a.json.gz' });
  expect(bucket.keyOf(name)).toBe('AWSLogs/a.json.gz');
  expect(bucket.keyOf(`s3://${stored.name}-other/AWSLogs/a.json.gz`)).toBeUndefined();
  expect(bucket.keyOf('/AWSLogs/a.json.gz')).toBeUndefined();
});
