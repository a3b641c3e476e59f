import { InaccessibleFileError } from '../../../lib/app/ports/log-file-source';
import { parseDigest } from '../../../lib/core/integrity/digest';
import { ACCOUNT, REGION, signedDigest } from '../../core/integrity/signed-trail';
import { BY, MemoryAudit } from './memory-audit';

let audit: MemoryAudit;

beforeEach(() => {
  audit = new MemoryAudit({ hours: 2 });
});

/** A log file of the trail by its time, which nobody delivered. */
const forged = (stamp: string) =>
  `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/03/02/${ACCOUNT}_CloudTrail_${REGION}_${stamp}_forged.json.gz`;

const standing = (key: string) => audit.signed.standing(key);

it('knows the hash of a log file that a valid digest lists', async () => {
  for (const key of audit.trail.logFiles)
    expect(await standing(key)).toEqual({
      kind: 'signed',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      listedBy: { digest: expect.stringContaining('CloudTrail-Digest'), keyFingerprint: 'own' },
    });
});

it('knows that none lists a file, where valid digests cover the time that it may take', async () => {
  expect(await standing(forged('20260302T0030Z'))).toEqual({ kind: 'unlisted' });
});

it('knows nothing where a digest is still to come', async () => {
  // The last digest ends at 02:01:31, and a file may take a quarter of an hour.
  expect(await standing(forged('20260302T0146Z'))).toEqual({ kind: 'unlisted' });
  expect(await standing(forged('20260302T0147Z'))).toEqual({ kind: 'uncovered' });
});

it.each<[string, () => void, string]>([
  [
    'unreadable',
    () => audit.refusals.set(audit.trail.digests[0] ?? '', new InaccessibleFileError('s3://b/k', 'AccessDenied')),
    'unreadable',
  ],
  ['gone', () => audit.trail.objects.delete(audit.trail.digests[0] ?? ''), 'uncovered'],
])('knows nothing where the digest of its hour is %s', async (_, tamper, kind) => {
  tamper();
  expect(await standing(audit.trail.logFiles[0] ?? '')).toEqual({ kind });
});

it.each([
  'copied/records.json',
  `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/2026/03/02/d.json.gz`,
  `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/03/02/no-time.json.gz`,
])('knows that no digest could list %s', async (key) => {
  expect(await standing(key)).toEqual({ kind: 'foreign' });
});

it('remembers a log file that a digest lists long after its delivery', async () => {
  const late = { key: forged('20260301T0900Z'), body: '{"Records":[]}' };
  const { content } = signedDigest({ bucket: audit.trail.bucket, hour: 1, by: BY, files: [late], previous: undefined });
  expect((await standing(late.key)).kind).not.toBe('signed');
  audit.signed.note(parseDigest(content));
  expect(await standing(late.key)).toMatchObject({ kind: 'signed' });
});

it('takes no digest that only adds files for one that covers its hour', async () => {
  const plan = { bucket: audit.trail.bucket, hour: 0, by: BY, files: [], previous: undefined, isBackfill: true };
  const { key, object } = signedDigest(plan);
  audit.trail.objects.set(key, object);
  audit.trail.objects.delete(audit.trail.digests[0] ?? '');
  expect(await standing(forged('20260302T0030Z'))).toEqual({ kind: 'uncovered' });
});
