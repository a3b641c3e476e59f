import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { logFile, ssmRecord } from '../../log-records';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';

const FIRST_RUN = join(__dirname, '..', '..', '..', 'dist', 'first-run.mjs');
const SESSION = 'alice-0123456789abcdef0';

let folder: LocalFolder;
beforeAll(async () => {
  folder = await LocalFolder.create();
});
afterAll(() => folder.remove());

/** `npm start -- DIR` */
function firstRun(): readonly string[] {
  const env = { PATH: '', COLUMNS: '80' };
  const run = spawnSync(process.execPath, [FIRST_RUN, folder.logs], { cwd: folder.path, encoding: 'utf8', env });
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return run.stdout.trimEnd().split('\n');
}

it('shows your own log files on two screens: what it does, answers, alerts, and how to go on', async () => {
  const opened = { eventName: 'StartSession', requestParameters: { target: 'i-0123456789abcdef0' } };
  const session = ssmRecord({ ...opened, responseElements: { sessionId: SESSION } });
  await folder.write(`${'n'.repeat(60)}/one.json.gz`, logFile([session, ssmRecord()]));
  const lines = firstRun();
  expect(lines.length).toBeLessThanOrEqual(48);
  expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  const text = lines.join('\n');
  const order = [
    'Starting',
    'Delivering 1 log file:',
    ': 2 new events',
    'What happened last',
    'denied',
    'story --session',
  ];
  expect(order.map((each) => text.indexOf(each))).toEqual(
    order.map((each) => text.indexOf(each)).sort((a, b) => a - b),
  );
  expect(order.filter((each) => !text.includes(each))).toEqual([]);
  const [, store = ''] = /^ {2}export SSM_AUDIT_LOCAL=(\S+)$/m.exec(text) ?? [];
  const env = { SSM_AUDIT_LOCAL: join(folder.path, store) };
  expect(text).toContain(`npx ssm-audit story --session ${SESSION}`);
  expect((await runCli(['query', '--resource', SESSION], { cwd: folder.path, env })).stdout).toContain(SESSION);
  expect(firstRun().join('\n')).toContain(': 0 new events');
});

it('says what it expects where there is no such folder', () => {
  const run = spawnSync(process.execPath, [FIRST_RUN, '--help'], { cwd: folder.path, encoding: 'utf8' });
  expect(run).toMatchObject({ status: 2, stdout: '' });
  expect(run.stderr).toContain("nothing to index in '--help': expected a folder with log files (npm start -- DIR)");
});
