import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logFile, ssmRecords } from '../../log-records';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';

const FOLDER = 'AWSLogs/111122223333/CloudTrail/us-east-2/2024/03/01';
const NAMES = ['1005', '1010', '1015'].map(
  (time) => `${FOLDER}/111122223333_CloudTrail_us-east-2_20240301T${time}Z_a.json.gz`,
);

/** What a verdict says of itself. */
const CHECK = {
  version: expect.any(String),
  store: { local: expect.any(String) },
  window: { deliveryTime: { from: null, to: expect.any(String) }, eventTime: expect.anything() },
  checkedAt: expect.any(String),
  askedBy: expect.any(String),
};

let folder: LocalFolder;
let paths: readonly string[];

beforeEach(async () => {
  folder = await LocalFolder.create();
  paths = await Promise.all(NAMES.map((name) => folder.write(name, logFile(ssmRecords(2)))));
});

afterEach(() => folder.remove());

describe('ssm-audit reconcile and backfill', () => {
  it('count and estimate what there is, index it as history, and then find nothing to do', async () => {
    const counted = JSON.parse((await run('backfill', '--dry-run')).stdout);
    expect(counted).toMatchObject({ listed: 3, done: 0, toSend: 3, estimate: { hours: 0.1 } });
    expect(counted).not.toHaveProperty('sent');
    expect(existsSync(folder.store)).toBe(false);
    const filled = await run('backfill', '--until', '2024-03-01T10:15:00Z');
    expect(filled).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(filled.stdout)).toMatchObject({ listed: 2, done: 0, sent: 2, failed: 0 });
    expect(JSON.parse((await run('backfill')).stdout)).toMatchObject({ listed: 3, done: 2, sent: 1 });
    const whole = await run('reconcile');
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(whole.stdout)).toEqual({
      check: CHECK,
      listed: 3,
      received: 3,
      missing: [],
      failed: [],
      changed: [],
    });
  });

  it('name what is missing, failed and changed, and repair what can be', async () => {
    await folder.write(NAMES[1] ?? '', 'no gzip');
    await runCli(['ingest', paths[1] ?? '', paths[2] ?? '', '--local', folder.store]);
    await folder.write(NAMES[2] ?? '', logFile(ssmRecords(1)));
    const [missing, failed, changed] = paths;
    const found = await run('reconcile', '--repair');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toEqual({
      check: CHECK,
      listed: 3,
      received: 0,
      missing: [missing],
      failed: [failed],
      changed: [changed],
    });
    expect(found.stderr).toContain(`${missing} is missing\n`);
    expect(found.stderr).toContain(`${failed} could not be repaired: not from CloudTrail`);
    const again = await run('reconcile', '--output', 'table');
    expect(again).toMatchObject({ code: 1, stderr: '' });
    expect(again.stdout).toMatch(
      /^failed: 1\n {2}\/\S+\n(?: {2}\S+\n)* {4}\S+20240301T1010Z\S+\n {6}not from CloudTrail.*\n(?: {6}.*\n)*\nlisted: 3\nreceived: 2\n/,
    );
  });

  it.each([
    [
      'reconcile',
      ['--account', '999999999999'],
      'has no log file of account 999999999999; it has those of 111122223333 (us-east-2)',
    ],
    [
      'backfill',
      ['--region', 'us-west-1'],
      'has no log file of region us-west-1; it has those of 111122223333 (us-east-2)',
    ],
    [
      'reconcile',
      ['--since', '2024-03-02', '--until', '2024-03-03'],
      'delivered from 2024-03-02T00:00:00Z to 2024-03-03T00:00:00Z',
    ],
  ])('%s %j compares nothing, says so and fails', async (command, flags, message) => {
    await run('backfill');
    const nothing = await run(command, ...flags);
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toContain(`nothing was compared: ${folder.logs}`);
    expect(nothing.stderr).toContain(message);
  });

  it.each(['reconcile', 'backfill'])('%s of an empty folder is no success', async (command) => {
    const empty = join(folder.path, 'empty');
    mkdirSync(empty);
    await run('backfill');
    const nothing = await runCli([command, '--local', folder.store, '--logs', empty]);
    expect(nothing).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${empty} has no log file; it has none`),
    });
  });

  it('a backfill asks from when, where it is a stack that would pay', async () => {
    const asked = await runCli(['backfill', '--stack', 'audit']);
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('expected --since TIME') });
  });
});

function run(command: string, ...flags: readonly string[]) {
  return runCli([command, ...flags, '--local', folder.store, '--logs', folder.logs]);
}
