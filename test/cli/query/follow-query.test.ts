import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ssmRecord } from '../../log-records';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';

const PROGRAM = join(__dirname, '../../../bin/ssm-audit');
const FAST = { SSM_AUDIT_FOLLOW_MS: '200' };

let folder: LocalFolder;
beforeEach(async () => {
  folder = await LocalFolder.create();
});
afterEach(() => folder.remove());

/** Ingests events that happened just now. */
async function ingest(name: string, eventNames: readonly string[]): Promise<void> {
  const eventTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const records = eventNames.map((eventName) => ssmRecord({ eventName, eventTime }));
  await folder.write(name, JSON.stringify({ Records: records }));
  await runCli(['ingest', folder.logs, '--local', folder.store]);
}

const follow = (...words: readonly string[]) => ['query', '--follow', '--local', folder.store, ...words];

/** A program that follows, until it is interrupted: what it has printed so far, and its exit code. */
function following(output: string) {
  const words = [...follow('--since', '1h', '--output', output)];
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { ...process.env, ...FAST } });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { printed, code, interrupt: () => child.kill('SIGINT') };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 1_500; tries += 1) await sleep(20);
}

it('prints what ingest indexes meanwhile, in each form, and ends with 0 at Ctrl-C', async () => {
  await ingest('before.json', ['ListCommands']);
  const programs = ['ndjson', 'csv', 'table'].map(following);
  await until(() => programs.every(({ printed }) => printed.stdout.includes('ListCommands')));
  await ingest('meanwhile.json', ['DeleteDocument', 'StartSession']);
  await until(() => programs.every(({ printed }) => /DeleteDocument[\s\S]*StartSession/.test(printed.stdout)));
  await sleep(500);
  for (const { printed, code, interrupt } of programs) {
    interrupt();
    expect(await code).toBe(0);
    for (const name of ['ListCommands', 'DeleteDocument', 'StartSession'])
      expect(printed.stdout.split('\n').filter((line) => line.includes(name))).toHaveLength(1);
    expect(printed.stderr).toContain('up to an hour after its time');
  }
});

it('begins with what is since a time, and ends after as many as asked for', async () => {
  await ingest('before.json', ['ListCommands', 'StartSession']);
  const words = follow('--since', '1h', '--limit', '1', '--event', 'ListCommands', '--output', 'ndjson');
  const { code, stdout } = await runCli(words, { env: FAST });
  expect(code).toBe(0);
  expect(jsonLines(stdout)).toMatchObject([{ eventName: 'ListCommands', recordSha256: expect.any(String) }]);
});

it.each([
  [['--output', 'json'], '--follow is given with --output json'],
  [['--output', 'ndjson', '--until', 'now'], '--follow is given with --until'],
  [['--output', 'ndjson', '--during', 'today'], '--follow is given with --during'],
])('refuses %j', async (words, message) => {
  const { code, stderr } = await runCli(follow(...words));
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
