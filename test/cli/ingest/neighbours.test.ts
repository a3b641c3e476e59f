import { readdirSync, rmSync } from 'node:fs';
import { signer } from '../../core/integrity/signed-trail';
import { ssmRecord } from '../../log-records';
import { containerSession, EXEC_SESSION, executeCommand, sshKey, tunnel } from '../../neighbour-records';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { TamperedStore } from '../tampered-store';
import { type TrailFolder, trailFolder } from '../trail-folder';

const DAY = '2026-03-02';
const AT = { eventTime: `${DAY}T00:10:00Z` };
const PAST = 'alice-0123456789abcdef0';
const KEY = `AWSLogs/111122223333/CloudTrail/us-east-2/2026/03/02/111122223333_CloudTrail_us-east-2_20260302T0015Z_0123456789abcdef.json.gz`;

const RECORDS = [
  ssmRecord({ eventTime: `${DAY}T00:09:00Z` }),
  executeCommand(AT),
  containerSession({ eventTime: `${DAY}T00:10:01Z` }),
  containerSession(
    { eventTime: `${DAY}T00:20:00Z`, requestParameters: { target: String(targetOf(containerSession())) } },
    PAST,
  ),
  sshKey(AT),
  tunnel(AT),
];

function targetOf(record: ReturnType<typeof containerSession>): unknown {
  const { requestParameters } = record;
  return typeof requestParameters === 'object' && requestParameters !== null && 'target' in requestParameters
    ? requestParameters.target
    : undefined;
}

const BY = signer('by');

let folder: LocalFolder;
let copy: TrailFolder;

beforeEach(async () => {
  folder = await LocalFolder.create();
  copy = trailFolder(folder.path, { signers: [BY], files: [{ key: KEY, body: JSON.stringify({ Records: RECORDS }) }] });
});
afterEach(() => folder.remove());

function run(...words: readonly string[]) {
  return runCli([...words, '--local', folder.store], { cwd: folder.path });
}

const NEIGHBOURS = ['--neighbours', 'ecs-exec,instance-connect'];

async function ingested(...words: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await run('ingest', copy.logs, '--output', 'json', ...words);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

async function verified(): Promise<unknown> {
  const words = ['verify', '--logs', copy.logs, '--keys', copy.keys, '--since', DAY, '--until', '2026-03-03', '--rows'];
  const { code, stdout } = await run(...words, '--output', 'json');
  const { rows, files } = JSON.parse(stdout);
  return { code, rows, files };
}

const SOUND = { invalid: [], missing: [], unreadable: [], unsigned: [] };

it('verifies stores that were read without neighbours, with them, and with them later', async () => {
  expect(await ingested()).not.toHaveProperty('neighbourRecords');
  expect(await verified()).toMatchObject({ code: 0, rows: { valid: 3, ...SOUND }, files: { valid: 1, ...SOUND } });
  expect(await ingested(...NEIGHBOURS)).toMatchObject({ newEvents: 0, knownEvents: 3, neighbourRecords: 3 });
  expect(await verified()).toMatchObject({ code: 0, rows: { valid: 6, ...SOUND }, files: { valid: 1, ...SOUND } });
  expect(await ingested()).toMatchObject({ newEvents: 0, knownEvents: 3 });
  expect(await verified()).toMatchObject({ code: 0, rows: { valid: 6, ...SOUND } });
  const forced = await ingested('--force');
  expect(forced).not.toHaveProperty('neighbourRecords');
  expect(await verified()).toMatchObject({ code: 0, rows: { valid: 6, ...SOUND } });
  const { stdout } = await run('reconcile', '--logs', copy.logs, '--output', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ listed: 1, received: 1, missing: [], failed: [], changed: [] });
});

it('backfills history with neighbours, and repairs missing log files with them', async () => {
  const words = ['--logs', copy.logs, '--output', 'json'];
  await ingested();
  const plain = await run('backfill', ...words);
  expect(JSON.parse(plain.stdout)).toMatchObject({ listed: 1, done: 1, toSend: 0 });
  const counted = await run('backfill', ...words, ...NEIGHBOURS, '--dry-run');
  expect(JSON.parse(counted.stdout)).toMatchObject({ done: 0, toSend: 1 });
  expect(JSON.parse((await run('backfill', ...words, ...NEIGHBOURS)).stdout)).toMatchObject({ sent: 1, failed: 0 });
  expect(await verified()).toMatchObject({ code: 0, rows: { valid: 6, ...SOUND } });
  rmSync(folder.store, { recursive: true });
  await run('ingest', await folder.write('other.json', JSON.stringify({ Records: [ssmRecord(AT)] })));
  expect(await run('reconcile', ...words, ...NEIGHBOURS)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('without --repair'),
  });
  await run('reconcile', ...words, '--repair', ...NEIGHBOURS);
  expect(jsonLines((await run('query', '--event', 'SendSSHPublicKey', '--output', 'ndjson')).stdout)).toHaveLength(1);
});

it('finds a removed event of a neighbour missing where the receipt says that it was read', async () => {
  await ingested(...NEIGHBOURS);
  const store = new TamperedStore(folder.store);
  const row = (await store.rows()).find(({ eventName }) => eventName === 'SendSSHPublicKey');
  if (row) store.removeEvent(row);
  store.close();
  expect(await verified()).toMatchObject({
    code: 1,
    rows: { missing: [{ subject: expect.stringMatching(/^SendSSHPublicKey\//) }] },
  });
});

it('joins an ExecuteCommand and its session in one story, from either side', async () => {
  await ingested(...NEIGHBOURS);
  const refs = jsonLines((await run('query', '--resource', EXEC_SESSION, '--output', 'ndjson')).stdout);
  expect(refs.map(({ eventName }) => eventName)).toEqual(['StartSession', 'ExecuteCommand']);
  for (const { ref } of refs) {
    const { stdout } = await run('story', String(ref), '--output', 'json');
    const { rows, touched, rules } = JSON.parse(stdout);
    const names = rows.map(({ event }: { readonly event: { readonly eventName: string } }) => event.eventName);
    expect(names).toEqual(expect.arrayContaining(['ExecuteCommand', 'StartSession']));
    expect(JSON.stringify(touched.machines)).toContain('ExecuteCommand');
    expect(rules).toEqual(
      expect.arrayContaining([expect.objectContaining({ title: 'Command run in a container with ECS Exec' })]),
    );
  }
  expect((await run('story', '--session', EXEC_SESSION, '--output', 'table')).stdout).toContain('ExecuteCommand');
});

const TOLD = 'by which ExecuteCommand of ECS it was opened: none that is indexed names it';

it('tells of a session into a task without ExecuteCommand where neighbours were read, and nothing where not', async () => {
  await ingested();
  const off = await run('story', '--session', PAST, '--output', 'table');
  expect(off.code).toBe(0);
  expect(off.stdout.replace(/\s+/g, ' ')).not.toContain(TOLD);
  await ingested(...NEIGHBOURS);
  const { stdout } = await run('story', '--session', PAST, '--output', 'json');
  expect(stdout).toContain(`${PAST}: ${TOLD}`);
  expect((await run('story', '--session', EXEC_SESSION, '--output', 'json')).stdout).not.toContain(
    `${EXEC_SESSION}: ${TOLD}`,
  );
});

it('matches rules on calls of neighbours where they are asked for', async () => {
  const titles = async (...words: readonly string[]) => {
    const { stdout } = await runCli(['alerts', 'test', copy.logs, '--output', 'json', ...words]);
    return (JSON.parse(stdout) as readonly { readonly title: string }[]).map(({ title }) => title);
  };
  expect(await titles()).not.toContain('SSH key pushed to an instance');
  expect(await titles(...NEIGHBOURS)).toEqual(
    expect.arrayContaining([
      'SSH key pushed to an instance',
      'Tunnel through an EC2 Instance Connect Endpoint',
      'Command run in a container with ECS Exec',
    ]),
  );
});

it.each([
  ['evidence of a store that was read with neighbours', NEIGHBOURS],
  ['evidence of one that was read without', []],
])('checks %s', async (_, words) => {
  await ingested(...words);
  const out = `${folder.path}/case`;
  const made = await run(
    'evidence',
    '--since',
    DAY,
    '--until',
    '2026-03-03',
    '--logs',
    copy.logs,
    '--keys',
    copy.keys,
    '--files',
    '--out',
    out,
  );
  expect(made.code).toBe(0);
  const checked = await runCli(['evidence', '--check', out, '--output', 'json']);
  expect([checked.code, checked.stderr]).toEqual([0, expect.any(String)]);
  expect(readdirSync(out)).toContain('events.ndjson');
  rmSync(out, { recursive: true });
});

it.each(['ecs', 'ecs-exec;instance-connect', 'ecs-exec,ecs'])('refuses the neighbour %s', async (value) => {
  const { code, stderr } = await run('ingest', copy.logs, '--neighbours', value);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('expected ecs-exec, instance-connect or both with a comma'),
  ]);
});
