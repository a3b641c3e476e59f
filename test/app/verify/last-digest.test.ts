import { waitsForDigest } from '../../../lib/app/verify/last-digest';
import { REGION, TRAIL } from '../../core/integrity/signed-trail';

const DAY = { since: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' };
const FOLDER = `AWSLogs/111122223333/CloudTrail-Digest/${REGION}/`;

/** Whether the day waits, where a folder has digests that end at these times. */
function waits(now: string, ...ends: readonly string[]): Promise<boolean> {
  const keyOf = (end: string) => {
    const stamp = end.replace(/[-:]/g, '');
    return `${FOLDER}${end.slice(0, 10).replaceAll('-', '/')}/111122223333_CloudTrail-Digest_${REGION}_${TRAIL}_${REGION}_${stamp}.json.gz`;
  };
  const digestsOn = async (_: string, day: string) => ends.map(keyOf).filter((key) => key.includes(`/${day}/`));
  const bucket = { digestFolders: async () => (ends.length > 0 ? [FOLDER] : []), digestsOn } as never;
  return waitsForDigest({ bucket, publicKeys: {} as never, trail: undefined }, DAY, new Date(now));
}

describe('waitsForDigest', () => {
  it.each<[string, boolean, string, ...string[]]>([
    ['the last digest of the day is not there', true, '2026-03-03T00:30:00Z', '2026-03-02T23:20:00Z'],
    ['the last one ends before late files arrive', true, '2026-03-03T01:00:00Z', '2026-03-03T00:10:00Z'],
    ['the last digest is there', false, '2026-03-03T01:30:00Z', '2026-03-02T23:20:00Z', '2026-03-03T00:20:00Z'],
    ['a region has no digest of that day', false, '2026-03-03T01:30:00Z', '2026-02-27T10:20:00Z'],
    ['there is no digest at all yet', true, '2026-03-03T01:30:00Z'],
    ['six hours are over', false, '2026-03-03T06:00:00Z', '2026-03-02T23:20:00Z'],
  ])('where %s: %s', async (_, expected, now, ...ends) => {
    expect(await waits(now, ...ends)).toBe(expected);
  });
});
