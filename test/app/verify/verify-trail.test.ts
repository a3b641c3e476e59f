import { gzipSync } from 'node:zlib';
import { parsePublicKeys } from '../../../lib/core/integrity/public-keys';
import { isSound, type Verification, type VerifiedKind } from '../../../lib/core/integrity/verification';
import { receiptKey } from '../../../lib/core/rows/delivery-row';
import { publicKeyList, REGION, signedDigest, signer } from '../../core/integrity/signed-trail';
import { injectFaults, s3Error } from '../../embedded/faults';
import { logKey, ssmRecord } from '../../log-records';
import { AuditedTrail } from '../audited-trail';

const [old, recent, stranger] = [signer('old'), signer('recent'), signer('old')];

/** Four hours: the key is replaced after the second, and nothing is delivered in the third. */
const OPTIONS = { signers: [old, old, recent, recent], emptyHours: [2] };

let audited: AuditedTrail;

beforeAll(async () => {
  audited = await AuditedTrail.start(OPTIONS);
});

afterAll(() => audited.stop());

describe('verifyTrail', () => {
  it('passes a clean chain across a replaced key and an empty hour', async () => {
    const verification = await audited.verify();
    expect(verification).toEqual({
      digests: { valid: 4, invalid: [], missing: [], unreadable: [], unsigned: [], gaps: [] },
      files: { valid: 9, invalid: [], missing: [], unreadable: [], unsigned: [], contentRead: true },
      rows: { valid: 0, invalid: [], missing: [], unreadable: [], unsigned: [], compared: false },
    });
    expect(isSound(verification)).toBe(true);
  });

  it('takes the digests of the window alone, and those of the hour after it', async () => {
    const hour = { since: '2026-03-02T01:30:00Z', until: '2026-03-02T02:30:00Z' };
    expect(await audited.verify(hour)).toMatchObject({ digests: { valid: 2 }, files: { valid: 3 } });
  });

  it('finds a changed byte in a log file, though not without reading it', async () => {
    const key = logFile(4);
    await audited.put(key, gzipSync('{"Records":[]}'));
    const [read, unread] = [await audited.verify(), await audited.verify({ content: false })];
    await audited.restore(key);
    expect(wrong(read)).toEqual([['files', 'invalid', s3(key), 'its content is not what CloudTrail signed']]);
    expect(wrong(unread)).toEqual([]);
  });

  it('finds a log file that cannot be unpacked any more', async () => {
    const key = logFile(4);
    await audited.put(key, gzipSync('{"Records":[]}').subarray(0, 20));
    const verification = await audited.verify();
    await audited.restore(key);
    expect(wrong(verification)).toEqual([['files', 'invalid', s3(key), expect.stringContaining('broken gzip')]]);
  });

  it('finds a deleted log file', async () => {
    const key = logFile(4);
    await audited.remove(key);
    const verification = await audited.verify();
    await audited.restore(key);
    expect(wrong(verification)).toEqual([['files', 'missing', s3(key), 'a digest lists it, but it does not exist']]);
  });

  it('finds a changed digest, and no word of it is believed', async () => {
    const key = digest(1);
    const { body: genuine, metadata } = audited.trail.objects.get(digest(0)) ?? { body: Buffer.alloc(0), metadata: {} };
    await audited.put(key, genuine, metadata);
    const verification = await audited.verify();
    await audited.restore(key);
    expect(wrong(verification)).toContainEqual(['digests', 'invalid', key, expect.stringContaining('moved')]);
    expect(verification).toMatchObject({ digests: { valid: 3 }, files: { valid: 6, unsigned: { length: 3 } } });
  });

  it('finds a digest whose signature was taken away', async () => {
    const key = digest(1);
    await audited.put(key, audited.trail.objects.get(key)?.body ?? Buffer.alloc(0));
    const verification = await audited.verify();
    await audited.restore(key);
    expect(wrong(verification)).toContainEqual([
      'digests',
      'invalid',
      key,
      'its object lacks the metadata of its signature',
    ]);
  });

  it('finds a digest signed by somebody else under the fingerprint of a key', async () => {
    const plan = { bucket: audited.trail.bucket, hour: 3, by: stranger, files: [], previous: undefined };
    const { key, object } = signedDigest(plan);
    await audited.put(key, object.body, object.metadata);
    const verification = await audited.verify();
    await audited.restore(key);
    expect(wrong(verification)).toContainEqual(['digests', 'invalid', key, 'its signature does not match its content']);
  });

  it('finds a wrong key', async () => {
    const publicKeys = { keys: async () => new Map([['old', stranger.publicKey]]) };
    const verification = await audited.verify({}, { publicKeys });
    expect(verification).toMatchObject({ digests: { valid: 0, invalid: { length: 4 } }, files: { valid: 0 } });
  });

  it('finds a digest that was removed from the middle, and says of its log files that nothing can be told', async () => {
    const key = digest(1);
    await audited.remove(key);
    const verification = await audited.verify();
    await audited.restore(key);
    expect(wrong(verification)).toContainEqual([
      'digests',
      'missing',
      key,
      'not found, although the next digest names it',
    ]);
    expect(verification).toMatchObject({ digests: { valid: 3 }, files: { valid: 6, unsigned: { length: 3 } } });
  });

  it('finds digests that were removed from the end, by the log files that came since', async () => {
    await audited.remove(digest(3));
    const verification = await audited.verify();
    const early = await audited.verify({}, { now: () => new Date('2026-03-02T04:30:00Z') });
    await audited.restore(digest(3));
    expect(wrong(verification)).toEqual([
      [
        'digests',
        'missing',
        expect.stringContaining('CloudTrail-Digest/us-east-2/'),
        expect.stringContaining('3 log files'),
      ],
    ]);
    expect(early.files.unsigned).toHaveLength(3);
    expect(wrong(early)).toMatchObject([]);
  });

  it('finds that there are no digests at all', async () => {
    const bucket = { digestFolders: async () => [], keyOf: (text: string) => text } as never;
    const verification = await audited.verify({}, { bucket });
    expect(wrong(verification)).toEqual([['digests', 'missing', `111122223333 ${REGION}`, expect.any(String)]]);
    const elsewhere = await audited.verify({ region: 'eu-west-1' });
    expect(elsewhere).toMatchObject({ digests: { valid: 0, missing: [] } });
  });

  it('finds a log file that was signed and never indexed', async () => {
    const key = logFile(4);
    const receipt = receiptKey({ bucket: audited.trail.bucket, key });
    await audited.erase('deliveries', receipt);
    const verification = await audited.verify({ content: false });
    await audited.ingest(key);
    expect(wrong(verification)).toEqual([['files', 'missing', s3(key), expect.stringContaining('it has no receipt')]]);
  });

  it('finds a receipt that says another content', async () => {
    const key = logFile(4);
    const receipt = await audited.ingestion.receipt(key);
    await audited.forge('deliveries', { ...receipt, contentSha256: '00' });
    const verification = await audited.verify({ content: false });
    await audited.forge('deliveries', receipt ?? {});
    expect(wrong(verification)).toEqual([
      ['files', 'invalid', s3(key), expect.stringContaining('its receipt is for other content')],
    ]);
  });

  it("refuses a receipt that is another log file's, whatever content it says", async () => {
    const key = logFile(4);
    const receipt = await audited.ingestion.receipt(key);
    await audited.forge('deliveries', { ...receipt, logFile: s3(logFile(5)) });
    const verification = await audited.verify({ content: false });
    await audited.forge('deliveries', receipt ?? {});
    expect(wrong(verification)).toEqual([
      ['files', 'invalid', s3(key), expect.stringContaining('its receipt is for other content')],
    ]);
  });

  it('asks for public keys from 40 days before the window, for a file may be signed by a key that was replaced since', async () => {
    const asked: string[] = [];
    const keys = async (_: string, since: string) => {
      asked.push(since);
      return parsePublicKeys(publicKeyList(old, recent));
    };
    await audited.verify({ content: false }, { publicKeys: { keys } });
    expect(new Set(asked)).toEqual(new Set(['2026-01-21T00:00:00Z']));
  });

  it('finds a forged receipt, of a log file that CloudTrail never delivered', async () => {
    const key = logFile(4).replace(/_[^_]+\.json\.gz$/, '_forgedforgedforg.json.gz');
    const place = receiptKey({ bucket: audited.trail.bucket, key });
    await audited.forge('deliveries', { ...(await audited.ingestion.receipt(logFile(4))), ...place, logFile: s3(key) });
    const verification = await audited.verify({ content: false });
    await audited.erase('deliveries', place);
    expect(wrong(verification)).toEqual([
      ['files', 'invalid', s3(key), expect.stringContaining('no digest of its time')],
    ]);
  });
});

describe('verifyTrail, of a log file that its digest left out', () => {
  it('finds it in the digest that is added later, if that has what CloudTrail gives it', async () => {
    const key = logKey('20260302T0015Z').replace('2024/03/01', '2026/03/02');
    const late = { key, body: JSON.stringify({ Records: [ssmRecord({ eventTime: '2026-03-02T00:10:00Z' })] }) };
    await audited.put(key, gzipSync(late.body));
    await audited.ingest(key);
    const unlisted = await audited.verify();
    const plan = {
      bucket: audited.trail.bucket,
      hour: 0,
      by: old,
      files: [late],
      previous: undefined,
      isBackfill: true,
    };
    const backfilled = signedDigest(plan);
    await audited.put(backfilled.key, backfilled.object.body, backfilled.object.metadata);
    const listed = await audited.verify();
    const { signature, 'signature-algorithm': algorithm } = backfilled.object.metadata;
    await audited.put(backfilled.key, backfilled.object.body, { signature, 'signature-algorithm': algorithm });
    const stripped = await audited.verify();
    expect(wrong(unlisted)).toMatchObject([['files', 'invalid', s3(key), expect.any(String)]]);
    expect(wrong(listed)).toEqual([]);
    expect(listed).toMatchObject({ digests: { valid: 5 }, files: { valid: 10 } });
    expect(stripped).toMatchObject({ digests: { invalid: [{ subject: backfilled.key }] } });
  });
});

describe('verifyTrail, of objects that cannot be read', () => {
  let whole: AuditedTrail;

  beforeAll(async () => {
    whole = await AuditedTrail.start({ signers: Array.from({ length: 6 }, () => old), recordsPerFile: 2 });
  });

  afterAll(() => whole.stop());

  it('gives them one verdict each, with a name and a reason, and judges the rest', async () => {
    const [archived = '', forbidden = ''] = [whole.trail.logFiles[1], whole.trail.digests[3]];
    const verification = await verifyWith({ [archived]: 'InvalidObjectState', [forbidden]: 'AccessDenied' });
    const { digests, files } = verification;
    expect(digests.unreadable).toEqual([{ subject: forbidden, reason: expect.stringContaining('AccessDenied') }]);
    expect(files.unreadable).toEqual([
      { subject: `s3://${whole.trail.bucket}/${archived}`, reason: 'archived; restore it first' },
    ]);
    expect(files.unsigned.map(({ reason }) => reason)).toEqual(Array(3).fill('its digest cannot be read'));
    expect([digests.valid, files.valid]).toEqual([5, 14]);
    expect([...digests.missing, ...digests.invalid, ...files.missing, ...files.invalid]).toEqual([]);
    expect(isSound(verification)).toBe(false);
  });

  it('says of rows whose log file cannot be read that nothing speaks for them', async () => {
    const [archived = ''] = whole.trail.logFiles;
    const { files, rows } = await verifyWith({ [archived]: 'KMS.DisabledException' }, { rows: true });
    expect(files.unreadable).toHaveLength(1);
    expect(new Set(rows.unsigned.map(({ reason }) => reason))).toEqual(
      new Set(['its log file cannot be read: KMS.DisabledException: KMS.DisabledException']),
    );
    expect([...rows.invalid, ...rows.missing]).toEqual([]);
  });

  it('ends where nothing can be had at all', async () => {
    const [key = ''] = whole.trail.digests;
    await expect(verifyWith({ [key]: 'ExpiredToken' })).rejects.toThrow('ExpiredToken');
  });

  /** Verifies while S3 refuses objects, by the names of its errors. */
  async function verifyWith(refusals: Readonly<Record<string, string>>, options = {}): Promise<Verification> {
    const faults = injectFaults(whole.ingestion.bucket.s3, ({ input }) => {
      const name = refusals[String(input['Key'])];
      return name === undefined ? undefined : s3Error(name, 403);
    });
    try {
      return await whole.verify(options);
    } finally {
      faults.stop();
    }
  }
});

describe('verifyTrail, of a trail that was stopped for an hour', () => {
  it('tells of the time that it signed nothing for, and goes on before it', async () => {
    const stopped = await AuditedTrail.start({ signers: [old, old, old], beginnings: [0, 2], recordsPerFile: 1 });
    const verification = await stopped.verify();
    await stopped.stop();
    expect(verification.digests).toMatchObject({ valid: 3, gaps: [{ subject: stopped.trail.digests[2] }] });
    expect(isSound(verification)).toBe(true);
  });
});

function logFile(index: number): string {
  return audited.trail.logFiles[index] ?? '';
}

function digest(index: number): string {
  return audited.trail.digests[index] ?? '';
}

function s3(key: string): string {
  return `s3://${audited.trail.bucket}/${key}`;
}

/** Everything that is invalid or missing. */
function wrong(verification: Verification): readonly (readonly string[])[] {
  const kinds: readonly VerifiedKind[] = ['digests', 'files', 'rows'];
  return kinds.flatMap((kind) =>
    (['invalid', 'missing'] as const).flatMap((how) =>
      verification[kind][how].map(({ subject, reason }) => [kind, how, subject, reason]),
    ),
  );
}
