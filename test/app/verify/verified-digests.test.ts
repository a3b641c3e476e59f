import { InaccessibleFileError } from '../../../lib/app/ports/log-file-source';
import { VerifiedDigests } from '../../../lib/app/verify/verified-digests';
import { readDigestName } from '../../../lib/core/integrity/digest-name';
import { BEGIN, REGION } from '../../core/integrity/signed-trail';
import { MemoryAudit } from './memory-audit';

let audit: MemoryAudit;
let first: string;
let folder: string;

beforeEach(() => {
  audit = new MemoryAudit({ hours: 3 });
  [first = ''] = audit.trail.digests;
  folder = readDigestName(first)?.folder ?? '';
});

it('judges a digest, and says which log files it lists', async () => {
  const loaded = await audit.digests.load(first);
  if (loaded.status !== 'valid') throw new Error(loaded.status);
  expect([...loaded.files.keys()]).toEqual(loaded.digest.logFiles.map(({ key }) => key));
  expect(loaded.files.size).toBe(3);
});

it('fetches no digest again that it judged lately, nor the list of a day', async () => {
  const digestsOn = jest.spyOn(audit, 'digestsOn');
  for (let nth = 0; nth < 2; nth += 1) {
    await audit.digests.load(first);
    await audit.digests.list(folder, '2026-03-02T01:00:00Z', '2026-03-02T02:30:00Z');
  }
  expect(audit.fetched).toEqual([first]);
  expect(digestsOn).toHaveBeenCalledTimes(1);
});

it.each<[string, () => void, object]>([
  ['one that is gone', () => audit.trail.objects.delete(first), { status: 'missing' }],
  [
    'one that is no gzip',
    () => audit.trail.objects.set(first, { body: Buffer.from('x'), metadata: {} }),
    { status: 'invalid', reason: 'no gzip' },
  ],
  [
    'one that may not be read',
    () => audit.refusals.set(first, new InaccessibleFileError('s3://b/k', 'AccessDenied')),
    { status: 'unreadable', reason: 'AccessDenied' },
  ],
])('has a verdict on %s', async (_, tamper, verdict) => {
  tamper();
  expect(await audit.digests.load(first)).toEqual(verdict);
});

it('fails where nothing can be had at all', async () => {
  audit.refusals.set(first, new Error('ExpiredToken'));
  await expect(audit.digests.load(first)).rejects.toThrow('ExpiredToken');
});

it('lists the digests that end within two times, both inclusive, in the order of time', async () => {
  const ends = audit.trail.digests.map((key) => readDigestName(key)?.endTime ?? '');
  const [one = '', two = ''] = ends;
  const listed = await audit.digests.list(folder, one, two);
  expect(listed.map(({ endTime }) => endTime)).toEqual([one, two]);
  expect(await audit.digests.list(folder, '2026-03-02T01:01:32Z', two)).toHaveLength(1);
});

it('lists digests of its trail alone', async () => {
  const whole = () => ['2026-03-02T00:00:00Z', '2026-03-02T23:00:00Z'] as const;
  const of = (trailName: string) =>
    new VerifiedDigests({ ...audit.dependencies(), trail: { trailName, homeRegion: REGION } }, BEGIN);
  expect(await of('another_trail').list(folder, ...whole())).toEqual([]);
  const any = new VerifiedDigests({ ...audit.dependencies(), trail: undefined }, BEGIN);
  expect(await any.list(folder, ...whole())).toHaveLength(3);
});

it('asks once for the public keys of a region, from the time that it is told', async () => {
  const asked: string[] = [];
  const { keys } = audit.dependencies().publicKeys;
  const publicKeys = {
    keys: (region: string, since: string) => {
      asked.push(`${region} ${since}`);
      return keys(region, since);
    },
  };
  const digests = new VerifiedDigests({ ...audit.dependencies(), publicKeys }, BEGIN);
  for (const key of audit.trail.digests) await digests.load(key);
  expect(asked).toEqual([`${REGION} ${BEGIN}`]);
});
