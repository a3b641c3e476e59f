import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FolderAuditedBucket } from '../../../lib/adapters/folder/folder-audited-bucket';
import { digestVerdict } from '../../../lib/core/integrity/digest-verdict';
import { parsePublicKeys } from '../../../lib/core/integrity/public-keys';
import { UnreadableLogFileError } from '../../../lib/core/log-file/unreadable-log-file-error';
import { ACCOUNT, publicKeyList, REGION, signedTrail, signer } from '../../core/integrity/signed-trail';

const BY = signer('own');
const TRAIL = signedTrail({ signers: [BY, BY, BY] });
const KEYS = parsePublicKeys(publicKeyList(BY));
const FOLDER = `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/`;
const [first = '', second = '', last = ''] = TRAIL.digests;

let root: string;
let bucket: FolderAuditedBucket;

/** What `aws s3 sync` leaves of a trail: bytes, and no metadata. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ssm-audit-bucket-'));
  bucket = new FolderAuditedBucket(root);
  for (const [key, { body }] of TRAIL.objects) await put(key, body);
});

afterEach(() => rm(root, { recursive: true }));

async function put(key: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(root, key)), { recursive: true });
  await writeFile(join(root, key), content);
}

async function statusOf(key: string) {
  const found = await bucket.digest(key);
  return found && digestVerdict(found, KEYS).status;
}

it('finds the folders of digests, and the digests of a day', async () => {
  expect(await bucket.digestFolders()).toEqual([FOLDER]);
  expect([...(await bucket.digestsOn(FOLDER, '2026/03/02'))].sort()).toEqual([...TRAIL.digests].sort());
  expect(await bucket.digestsOn(FOLDER, '2026/03/03')).toEqual([]);
});

it('takes the signature of a digest from the next one of its chain, which the last has not', async () => {
  expect(await Promise.all([first, second, last].map(statusOf))).toEqual(['valid', 'valid', 'unsigned']);
});

it('takes the signature of a digest from a file beside it', async () => {
  const Metadata = TRAIL.objects.get(last)?.metadata;
  await put(`${last}.metadata.json`, JSON.stringify({ Metadata }));
  expect(await statusOf(last)).toBe('valid');
});

it.each(['no JSON', '{"Metadata":{}}'])('does not mind a file beside a digest that tells nothing: %s', async (json) => {
  await put(`${second}.metadata.json`, json);
  expect(await statusOf(second)).toBe('valid');
});

it('does not believe a digest that was changed, nor a next one that cannot be read', async () => {
  await put(first, TRAIL.objects.get(second)?.body ?? '');
  expect(await statusOf(first)).toBe('invalid');
  await put(last, 'no gzip');
  expect(await statusOf(second)).toBe('unsigned');
  await expect(bucket.digest(last)).rejects.toThrow(UnreadableLogFileError);
});

it('has neither a digest nor a log file that is not there', async () => {
  expect(await bucket.digest(`${FOLDER}2026/03/02/none.json.gz`)).toBeUndefined();
  expect(await bucket.open('none.json.gz')).toBeUndefined();
});

it('opens log files, and calls them as the store does', async () => {
  const [key = ''] = TRAIL.logFiles;
  const opened = await bucket.open(key);
  let text = '';
  for await (const chunk of opened?.chunks ?? []) text += Buffer.from(chunk);
  expect(text).toMatch(/^\{"Records":\[/);
  expect(bucket.locate(key)).toEqual({ bucket: '', key: join(root, key) });
  expect(bucket.keyOf(join(root, key))).toBe(key);
});

it('knows a log file that lay elsewhere when it was indexed by the folders of CloudTrail, and no file that it does not have', () => {
  const [key = ''] = TRAIL.logFiles;
  expect(bucket.keyOf(`${root}-beside/${key}`)).toBe(key);
  expect(bucket.keyOf(`${root}-beside/${key}.json.gz`)).toBeUndefined();
  expect(bucket.keyOf(`${root}-beside/${basename(key)}`)).toBeUndefined();
});

it('knows no file outside of its folder, whatever a name says', () => {
  const [key = ''] = TRAIL.logFiles;
  expect(bucket.keyOf(`${root}/../${basename(root)}/${key}`)).toBeUndefined();
  expect(bucket.keyOf(`s3://x/../${basename(root)}/${key}`)).toBeUndefined();
});
