import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLocalStore, writeLocalStore } from '../../lib/local/local-store';
import { LocalFolder } from '../cli/local-folder';
import { logFile, logKey, ssmRecord } from '../log-records';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'ssm-audit');
const LOOK_MS = 5;

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };

let folder: LocalFolder;

beforeEach(async () => {
  folder = await LocalFolder.create();
});

afterEach(() => folder.remove());

/** What another user gets who tries to open each of the files. */
async function openedByAnother(files: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['-e', OPEN_ALL, JSON.stringify(files)], { cwd: '/', ...NOBODY });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  await once(child, 'close');
  return JSON.parse(stdout);
}

const OPEN_ALL = `
  const { openSync, readdirSync } = require('node:fs');
  const tried = JSON.parse(process.argv[1]).flatMap((file) => [() => openSync(file), () => openSync(file, 'r+'), () => readdirSync(file)]);
  console.log(JSON.stringify(tried.map((attempt) => { try { attempt(); return 'done'; } catch ({ code }) { return code; } })));
`;

// Only root can become somebody else.
(isRoot ? it : it.skip)('nobody else opens a file of a store, also while it is written and read', async () => {
  const open = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  const store = join(open, 'a', 'store');
  await mkdir(join(open, 'a'));
  const writer = await writeLocalStore(store);
  const reader = readLocalStore(store);
  const files = [store, ...(await readdir(store)).map((file) => join(store, file))];
  expect(files.length).toBeGreaterThan(4);
  expect(new Set(await openedByAnother(files))).toEqual(new Set(['EACCES']));
  reader.close();
  writer.close();
  await rm(open, { recursive: true });
});

/** The inodes of sockets that listen, of TCP and of this machine's own kind. */
async function listening(pid: number): Promise<readonly string[]> {
  const tables = ['tcp', 'tcp6', 'unix'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'utf8').catch(() => ''));
  const lines = (await Promise.all(tables)).join('\n').split('\n');
  const isListening = (line: string) => /^\s*\d+: \S+ \S+ 0A /.test(line) || /: \d+ 0+ 00010000 /.test(line);
  return lines.filter(isListening).flatMap((line) => line.split(/\s+/).filter((word) => /^\d{4,}$/.test(word)));
}

async function sockets(pid: number): Promise<readonly string[]> {
  const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(handles.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}

(process.platform === 'linux' ? it : it.skip)('no port is open while a command runs', async () => {
  for (let index = 0; index < 40; index += 1) {
    await folder.write(logKey(), logFile([ssmRecord({ eventID: `e-${index}` })]));
  }
  const child = spawn(process.execPath, [PROGRAM, 'ingest', folder.logs, '--local', folder.store], { stdio: 'ignore' });
  const closed = once(child, 'close');
  const seen: string[] = [];
  let looks = 0;
  for (; child.exitCode === null; await sleep(LOOK_MS)) {
    const open = await listening(child.pid ?? 0);
    seen.push(...(await sockets(child.pid ?? 0)).filter((inode) => open.includes(inode)));
    looks += 1;
  }
  expect(await closed).toEqual([0, null]);
  expect(looks).toBeGreaterThan(0);
  expect(seen).toEqual([]);
});
