import { deliveredKey } from '../../delivered-key';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';

let folder: LocalFolder;

beforeEach(async () => {
  folder = await LocalFolder.create();
});

afterEach(() => folder.remove());

const record = {
  eventVersion: '1.08',
  eventSource: 'ssm.amazonaws.com',
  eventName: 'StartSession',
  eventTime: '2024-05-01T00:00:00Z',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
};

/** A log file of a region every six hours of these days in May 2024. */
async function deliver(region: string, days: readonly number[]): Promise<void> {
  for (const day of days) {
    for (const hour of [0, 6, 12, 18]) {
      const at = new Date(Date.UTC(2024, 4, day, hour, 5));
      const records = [
        { ...record, awsRegion: region, eventID: `${region}-${day}-${hour}`, eventTime: at.toISOString() },
      ];
      await folder.write(deliveredKey({ region, at }), JSON.stringify({ Records: records }));
    }
  }
}

const run = (...words: readonly string[]) => runCli([...words, '--local', folder.store]);

it('marks the account and region that stopped two days before another', async () => {
  await deliver('eu-west-1', [1, 2, 3, 4, 5]);
  await deliver('us-east-1', [1, 2, 3]);
  await run('ingest', folder.logs);
  const { stdout, stderr, code } = await run('status', '--output', 'json');
  const { newest, problems } = JSON.parse(stdout);
  expect(newest).toEqual([
    expect.not.objectContaining({ stale: true }),
    expect.objectContaining({ region: 'us-east-1', stale: true, usualGapSeconds: 6 * 3_600 }),
  ]);
  expect(problems).toEqual([expect.stringContaining('us-east-1 end at 2024-05-03T18:05:00Z, 2 days before')]);
  expect(stderr).toMatch(/^INCOMPLETE: the log files of 111122223333 us-east-1 end at/);
  expect(code).toBe(1);
  expect((await run('status', '--output', 'table')).stdout).toMatch(/us-east-1 +2024-05-03T18:05:00Z stale /);
});

it('says nothing of a copy that is merely old', async () => {
  await deliver('eu-west-1', [1, 2]);
  await deliver('us-east-1', [1, 2]);
  await run('ingest', folder.logs);
  const { stderr, code } = await run('status', '--output', 'json');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

it('says that it cannot know of missing log files, where no name tells of a delivery', async () => {
  await folder.write('copy.json', JSON.stringify({ Records: [{ ...record, awsRegion: 'eu-west-1', eventID: 'one' }] }));
  await run('ingest', folder.logs);
  const { stderr, code } = await run('status');
  expect(stderr).toMatch(
    /^note: no log file here has a name as CloudTrail gives it .* nobody can tell whether one is missing\n$/,
  );
  expect(code).toBe(0);
});
