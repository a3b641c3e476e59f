import { chainOf, digestFolderOf, logFolderOf, readDigestName } from '../../../lib/core/integrity/digest-name';

const FOLDER = 'audit/AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/eu-central-1/';
const NAME = '111122223333_CloudTrail-Digest_eu-central-1_my_20260101T000000Z_trail_us-east-1_20260302T150131Z';

describe('readDigestName', () => {
  it('tells whose digest it is, of a trail whose name looks like the rest of it', () => {
    expect(readDigestName(`${FOLDER}2026/03/02/${NAME}.json.gz`)).toEqual({
      folder: FOLDER,
      accountId: '111122223333',
      region: 'eu-central-1',
      trailName: 'my_20260101T000000Z_trail',
      homeRegion: 'us-east-1',
      endTime: '2026-03-02T15:01:31Z',
      isBackfill: false,
    });
  });

  it('tells a backfilled digest, which is of a chain of its own', () => {
    const [own, backfilled] = ['', '_backfill'].map((end) =>
      readDigestName(`${FOLDER}2026/03/02/${NAME}${end}.json.gz`),
    );
    expect(backfilled).toMatchObject({ isBackfill: true, endTime: '2026-03-02T15:01:31Z' });
    expect(own && chainOf(own)).not.toBe(backfilled && chainOf(backfilled));
  });

  it.each([
    ['a log file', 'AWSLogs/1/CloudTrail/eu-central-1/2026/03/02/1_CloudTrail_eu-central-1_20260302T1500Z_a.json.gz'],
    ['a digest elsewhere', `${NAME}.json.gz`],
    ['a time that is none', `${FOLDER}2026/03/02/${NAME.replace('20260302', '20261399')}.json.gz`],
    ['a folder', FOLDER],
  ])('knows %s for none', (_, key) => {
    expect(readDigestName(key)).toBeUndefined();
  });
});

describe('the folders of log files and of digests', () => {
  it('stand beside each other', () => {
    const logs = FOLDER.replace('CloudTrail-Digest', 'CloudTrail');
    expect(logFolderOf(FOLDER)).toBe(logs);
    expect(digestFolderOf(`${logs}2026/03/02/name.json.gz`)).toBe(FOLDER);
  });

  it.each(['CloudTrail/a.json.gz', 'AWSLogs/1/CloudTrail/r/a.json.gz', '/etc/passwd'])('has none for %s', (key) => {
    expect(digestFolderOf(key)).toBeUndefined();
  });
});
