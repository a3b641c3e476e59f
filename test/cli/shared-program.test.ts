import { logFile, ssmRecords } from '../log-records';
import type { CliRun } from './cli-run';
import { LocalFolder } from './local-folder';
import { runCli, runOwnProcess } from './run-cli';

let folder: LocalFolder;

beforeAll(async () => {
  folder = await LocalFolder.create();
  await folder.write('one.json.gz', logFile(ssmRecords(2)));
  expect((await runOwnProcess(['ingest', folder.logs, '--local', folder.store])).code).toBe(0);
});

afterAll(() => folder.remove());

it.each([
  [['query', '--no-color'], 0],
  [['query', '--limit', 'x'], 2],
  [['query', '--strict', '--account', '999999999999'], 0],
  [['show', 'nonsense', '--debug'], 2],
  [['status', '--by-day', '--since', '2024-03-01', '--until', '2024-03-03'], 1],
  [['summary', '--since', 'all', '--output', 'table'], 0],
  [['alerts', 'list'], 0],
  [['nix'], 2],
])('%j ends, with %i, and comes to the same in a shared process', async (words, code) => {
  const args = /^(nix|alerts)$/.test(String(words[0])) ? words : [...words, '--local', folder.store];
  const own = await runOwnProcess(args);
  expect(own.code).toBe(code);
  for (let run = 0; run < 2; run += 1) expect(placeless(await runCli(args))).toEqual(placeless(own));
});

/** Two programs of the same sources have their functions at other places (`bin/ssm-audit`). */
function placeless({ stderr, ...run }: CliRun): CliRun {
  return { ...run, stderr: stderr.replace(/^ {4}at .*$/gm, '    at a place') };
}

it('gives each run its own folder and environment', async () => {
  const env = { SSM_AUDIT_LOCAL: folder.store };
  expect(await runCli(['query'], { env })).toMatchObject({ code: 0 });
  expect(await runCli(['query'], { cwd: folder.path })).toMatchObject({ code: 2, stdout: '' });
  expect(await runCli(['query', '--local'], { cwd: folder.path })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${folder.path}/.ssm-audit`),
  });
});

it('runs at once what comes while the shared process is busy', async () => {
  const runs = await Promise.all([runCli(['--version']), runCli(['--version'])]);
  expect(runs[0]).toEqual(runs[1]);
});
