import { openStore } from '../../lib/cli/store/store';
import { version } from '../../package.json';
import { logFile, ssmRecord, ssmRecords } from '../log-records';
import { LocalFolder } from './local-folder';
import { jsonLines, runCli, runOwnProcess } from './run-cli';

const FILE = '111122223333_CloudTrail_us-east-2_20240301T1005Z_abcdefghijklmnop.json.gz';

/** The first eight digits of the ID of the call that was refused. */
const HANDLE = '5f9eea69';

/** The many are more than a page of a store holds; the few are enough for most questions. */
const MANY = 1_100;
const FEW = 120;

let many: LocalFolder;
let folder: LocalFolder;

beforeAll(async () => {
  many = await filled(MANY);
  folder = await filled(FEW);
});

afterAll(() => Promise.all([many, folder].map((each) => each.remove())));

async function filled(count: number): Promise<LocalFolder> {
  const folder = await LocalFolder.create();
  const refused = ssmRecord({
    eventName: 'StartSession',
    errorCode: 'AccessDenied',
    eventTime: '2024-03-01T11:00:00Z',
    eventID: `${HANDLE}-0000-4000-8000-000000000001`,
  });
  const forged = ssmRecord({ userAgent: '\u001b[31m=cmd|x', eventTime: '2024-03-01T12:00:00Z' });
  await folder.write(FILE, logFile([...ssmRecords(count, { eventName: 'Many' }), refused, forged]));
  await runCli(['ingest', folder.logs, '--local', folder.store]);
  return folder;
}

describe('ssm-audit query', () => {
  it.each([[], ['--output', 'json'], ['--output', 'csv']])(
    'prints every event in a pipe, newest first: %j',
    async (...flags) => {
      const run = await runOwnProcess(['query', '--local', many.store, ...flags]);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const times = run.stdout.match(/2024-03-01T\d\d:00:00Z(?=",|,Many|,StartSession|,DeleteDocument)/g) ?? [];
      expect(times).toHaveLength(MANY + 2);
      expect(times).toEqual([...times].sort().reverse());
    },
  );

  it('shows a hundred in a table, and says on stderr that there are more', async () => {
    const run = await query('--output', 'table');
    expect(run.stdout.match(/^(?:[CHMLI ] )?\d\d:\d\d:\d\d .*(?: [0-9a-f]{8}|event-\d+)$/gm)).toHaveLength(100);
    expect(run.stderr).toBe(
      'note: 100 events are shown back to 2024-03-01T10:00:00Z, and there are more: --limit 0 shows all, --until 2024-03-01T10:00:01Z continues\n',
    );
    expect((await query('--output', 'table', '--limit', '0')).stderr).toBe('');
    expect((await query('--output', 'table', '--event', 'DeleteDocument', '--limit', '1')).stderr).toBe('');
  });

  it.each([
    [['--denied'], 1],
    [['--event', 'StartSession', '--event', 'DeleteDocument'], 2],
    [['--event', 'StartSession', '--principal', 'arn:aws:iam::111122223333:user/alice'], 1],
    [['--principal', 'arn:aws:iam::111122223333:user/bob'], 0],
    [['--since', '2024-03-01T11:00:00Z', '--until', '2024-03-01T12:00:00Z'], 1],
    [['--account', '999999999999'], 0],
    [['--region', 'us-east-2', '--error', 'any'], 1],
    [['--where', 'errorCode|startswith=Access'], 1],
    [['--limit', '0'], FEW + 2],
  ])('answers %j', async (flags, count) => {
    const run = await query(...flags);
    expect(run.code).toBe(0);
    expect(jsonLines(run.stdout)).toHaveLength(count);
  });

  it('prints one document with json, even where nothing was found', async () => {
    expect(JSON.parse((await query('--output', 'json', '--denied')).stdout)).toHaveLength(1);
    expect(JSON.parse((await query('--output', 'json', '--actor', 'nobody')).stdout)).toEqual([]);
  });

  it('prints what an attacker wrote harmlessly', async () => {
    const csv = (await query('--event', 'DeleteDocument', '--output', 'csv')).stdout;
    expect(csv).toMatch(/^ref,eventTime,/);
    const table = (await query('--event', 'DeleteDocument', '--output', 'table', '--record')).stdout;
    expect(`${csv}${table}`).not.toContain('\u001b');
  });

  it.each(['ndjson', 'json', 'csv', 'table'])('ends quietly as %s where its reader has gone', async (format) => {
    const flags = ['query', '--local', many.store, '--limit', '0', '--output', format];
    const run = await runCli(flags, { readBytes: 1 });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('begins with a byte order mark for Excel, and has a line a resource, where that is asked for', async () => {
    const marked = (await query('--event', 'DeleteDocument', '--output', 'csv', '--bom')).stdout;
    expect(marked).toBe(`\ufeff${(await query('--event', 'DeleteDocument', '--output', 'csv')).stdout}`);
    expect((await query('--output', 'csv', '--by-resource')).stdout).toMatch(
      /,resource,resourceKind,resourceRelation,/,
    );
  });

  it('explains on stderr which keys answered and what was read', async () => {
    const run = await query('--event', 'StartSession', '--explain');
    expect(jsonLines(run.stdout)).toHaveLength(1);
    expect(run.stderr).toContain('answered by eventName');
    expect(run.stderr).toMatch(/table Events: eventName = "StartSession" AND .*: 1 page, 1 item$/m);
  });

  it('helps where a name was never seen', async () => {
    const run = await query('--event', 'StartSesion');
    expect(run).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('did you mean --event StartSession'),
    });
  });

  it.each([
    [['--limit', 'x'], 'expected a whole number'],
    [['--since', 'soon'], "'soon' is not a time"],
    [['--since', '2024-03-02', '--until', '2024-03-01'], 'is not before --until'],
    [['--where', 'nothing'], 'cannot understand --where'],
    [['--changed'], 'without --resource'],
    [['--resource', ''], "argument '' is invalid. expected a value that is not empty"],
    [['--limit', '-1'], 'expected a whole number'],
    [['--bom', '--output', 'json'], '--bom is given with --output json'],
    [['--by-resource'], '--by-resource is given with --output ndjson'],
    [['--nix'], "unknown option '--nix'"],
  ])('%j is wrong usage', async (flags, message) => {
    expect(await query(...flags)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});

describe('ssm-audit show', () => {
  it('shows the event that a row refers to', async () => {
    const [row] = jsonLines((await query('--denied')).stdout);
    const run = await runCli(['show', String(row?.['ref']), '--local', folder.store]);
    expect(run.code).toBe(0);
    expect(jsonLines(run.stdout)).toMatchObject([{ ...row, record: { eventName: 'StartSession' } }]);
  });

  it.each([HANDLE, HANDLE.toUpperCase(), `${HANDLE}-0000-4000`])('shows the event that %s leads to', async (id) => {
    const run = await show(id);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(run.stdout)).toMatchObject([{ outcome: 'denied', record: { eventName: 'StartSession' } }]);
    expect(jsonLines((await query('--event-id', id)).stdout)).toHaveLength(1);
  });

  it('lists the events of one handle with their references, and shows none', async () => {
    const [newest] = jsonLines((await query('--event', 'Many', '--limit', '1')).stdout);
    const run = await show(String(newest?.['eventID']).slice(0, HANDLE.length));
    const refs = jsonLines(run.stdout).map(({ ref }) => ref);
    expect(refs.length).toBeGreaterThan(1);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(`${refs.length} events have an ID`) });
    for (const ref of refs) expect((await show(String(ref))).code).toBe(0);
  });

  it('says of a handle that it does not know that the agent has none', async () => {
    const stderr = expect.stringContaining("the agent's own events are not found by their ID");
    expect(await show('00000000')).toMatchObject({ code: 1, stdout: '', stderr });
  });

  it('takes what a table has in its last column', async () => {
    const lines = (await query('--denied', '--output', 'table')).stdout.trimEnd().split('\n');
    expect(lines.at(-1)?.split(/\s+/).at(-1)).toBe(HANDLE);
  });

  it('says what is no reference, and what is none in this store', async () => {
    expect(await show('nonsense')).toMatchObject({ code: 2, stdout: '' });
    const missing = await show('StartSession/2024-03-01T10:00:00Z#none');
    expect(missing).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('no event') });
  });
});

describe('ssm-audit status', () => {
  it('counts log files and records by day, and says which days have none', async () => {
    const words = ['status', '--local', folder.store, '--by-day', '--since', '2024-03-01', '--until', '2024-03-03'];
    const run = await runCli(words);
    expect(run.code).toBe(1);
    expect(jsonLines(run.stdout)).toMatchObject([
      {
        day: '2024-03-01',
        account: '111122223333',
        region: 'us-east-2',
        files: 1,
        records: FEW + 2,
        ssmRecords: FEW + 2,
      },
      { day: '2024-03-02', files: 0 },
    ]);
    expect(run.stderr).toBe('INCOMPLETE: 111122223333 us-east-2: no log file was delivered on 2024-03-02\n');
  });

  it('refuses a window that it would pass over', async () => {
    expect(await runCli(['status', '--local', folder.store, '--since', '7d'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--since is given without --by-day'),
    });
  });

  it('names the newest log file of each account and region', async () => {
    const run = await runCli(['status', '--local', folder.store]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      check: {
        store: { local: folder.store },
        window: {
          deliveryTime: { from: null, to: '2024-03-01T10:05:00Z' },
          eventTime: { from: null, to: '2024-03-01T12:00:00Z' },
        },
      },
      newest: [{ account: '111122223333', region: 'us-east-2', newestDelivery: '2024-03-01T10:05:00Z' }],
      failed: [],
      problems: [],
    });
  });
});

describe('every command', () => {
  it.each(['query', 'show', 'status'])('%s refuses a store that is not there, and makes none', async (command) => {
    const args = [command, ...(command === 'show' ? ['A/2024#b'] : []), '--local', `${folder.path}/none`];
    for (let run = 0; run < 2; run += 1) {
      expect(await runCli(args)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('no local store'),
      });
    }
  });

  it('says of a store that holds nothing that nothing is indexed there', async () => {
    const store = `${folder.path}/empty`;
    await (await openStore({ kind: 'local', folder: store }, { missing: 'made' })).close();
    const said = expect.stringMatching(/^INCOMPLETE: nothing is indexed here: .*\n$/);
    expect(await runCli(['query', '--role', 'r', '--local', store])).toMatchObject({ code: 0, stderr: said });
  });

  it('does its work to the end where nobody reads what it says', async () => {
    const unread = { unread: true };
    expect((await runCli(['query', '--help'], unread)).code).toBe(0);
    expect((await runCli(['nix'], unread)).code).toBe(2);
    const [broken, whole] = await Promise.all([
      folder.write('unread/a.json', 'broken'),
      folder.write('unread/b.json.gz', logFile(ssmRecords(1))),
    ]);
    const store = `${folder.path}/unread`;
    expect((await runCli(['ingest', broken, whole, '--local', store], unread)).code).toBe(1);
    expect(jsonLines((await runCli(['query', '--local', store])).stdout)).toHaveLength(1);
  });

  it('says both flags where nothing says where to look', async () => {
    const run = await runCli(['query'], { cwd: folder.logs });
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/--local DIR.*--stack NAME/) });
  });

  it('finds the store by environment variable, and in the folder it is in', async () => {
    const byVariable = await runCli(['query', '--denied'], {
      cwd: folder.logs,
      env: { SSM_AUDIT_LOCAL: folder.store },
    });
    expect(jsonLines(byVariable.stdout)).toHaveLength(1);
  });

  it('tells its version, and takes --no-color anywhere', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const plain = await query('--limit', '1');
    expect(plain.code).toBe(0);
    expect(await query('--limit', '1', '--no-color')).toEqual(plain);
    expect(await runCli(['--no-color', 'query', '--local', folder.store, '--limit', '1'])).toEqual(plain);
  });

  it('shows no stack trace but with --debug', async () => {
    const failing = ['show', 'nonsense', '--local', folder.store];
    expect((await runCli(failing)).stderr).not.toMatch(/\n\s+at /);
    expect((await runCli([...failing, '--debug'])).stderr).toMatch(/\n\s+at /);
  });

  it('helps on stdout, and on stderr where the usage was wrong', async () => {
    expect(await runCli(['query', '--help'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('--principal'),
    });
    expect((await runCli(['help', 'query'])).stdout).toContain('--principal');
    expect(await runCli(['nix'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("unknown command 'nix'"),
    });
    expect(await runCli(['constructor'])).toMatchObject({ code: 2, stdout: '' });
  });
});

function query(...flags: readonly string[]) {
  return runCli(['query', '--local', folder.store, ...flags]);
}

function show(ref: string) {
  return runCli(['show', ref, '--local', folder.store]);
}

describe('ssm-audit alerts replay', () => {
  it('tells what stored events raise, and sends nothing', async () => {
    const words = ['alerts', 'replay', '--local', many.store, '--since', 'all', '--output', 'json'];
    const run = await runCli(words);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toContainEqual(
      expect.objectContaining({ eventName: 'DeleteDocument', count: 1, topics: [], refs: [expect.any(String)] }),
    );
    expect(run.stderr).toContain(`alerts from ${MANY + 2} stored events`);
  });
});
