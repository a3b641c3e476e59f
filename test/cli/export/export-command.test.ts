import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { S3ExportTarget } from '../../../lib/adapters/s3/s3-export-target';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { generatedCorpus } from '../../../samples/generated-corpus';
import { PROJECT_ROOT } from '../../../scripts/project-root';
import { parquetRows } from '../../adapters/parquet/parquet-rows';
import { AWS_SETTINGS, type TestBucket, testBucket } from '../../embedded/aws';
import { onPosix } from '../../on-posix';
import { HOSTILE_TEXT } from '../found-events';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

let folder: LocalFolder;
beforeAll(async () => {
  folder = await sampleStore();
});
afterAll(() => folder.remove());

function exported(to: string, ...words: readonly string[]) {
  return runCli(['export', '--local', folder.store, '--to', to, '--output', 'json', ...words]);
}

const at = (name: string) => join(folder.path, name);

/** The files of an export with their bytes. */
function filesIn(path: string): ReadonlyMap<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.sort().map((name) => [relative(path, name), readFileSync(name).toString('base64')]));
}

async function rowsIn(path: string): Promise<readonly Record<string, unknown>[]> {
  const names = [...filesIn(path).keys()].filter((name) => name.endsWith('.parquet'));
  return (await Promise.all(names.map((name) => parquetRows(readFileSync(join(path, name)))))).flat();
}

async function queried(...words: readonly string[]) {
  const { stdout } = await runCli(['query', '--local', folder.store, '--since', 'all', '--output', 'ndjson', ...words]);
  return jsonLines(stdout);
}

/** A row without what is absent, as JSON has it. */
function asPrinted(row: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(row, (_, value) => {
      if (value === null) return undefined;
      return typeof value === 'bigint' ? Number(value) : value;
    }),
    (name, value) => (name === 'eventTime' ? String(value).replace('.000Z', 'Z') : value),
  );
}

const byRef = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  String(one['ref']) < String(other['ref']) ? -1 : 1;

describe('ssm-audit export', () => {
  it('has the events of query, field by field, in files of their region, account and day', async () => {
    const run = await exported(at('lake'), '--since', 'all');
    expect(run).toMatchObject({ code: 0 });
    const events = await queried();
    const rows = await rowsIn(at('lake'));
    expect(rows.map(asPrinted).sort(byRef)).toEqual([...events].sort(byRef));
    expect(JSON.parse(run.stdout)).toMatchObject({ events: events.length, format: 'parquet', keptDays: 0 });
    for (const name of filesIn(at('lake')).keys()) {
      if (!name.endsWith('.parquet')) continue;
      const [, region, account, day] = /^region=(.+)\/accountId=(.+)\/eventDay=(.+)\/events\.parquet$/.exec(name) ?? [];
      const inFile = await parquetRows(readFileSync(join(at('lake'), name)));
      const times = inFile.map((row) => (row['eventTime'] as Date).toISOString());
      expect(times).toEqual([...times].sort());
      for (const row of inFile.map(asPrinted)) {
        expect(row).toMatchObject({ awsRegion: region, recipientAccountId: account });
        expect(String(row['eventTime']).slice(0, 10).replaceAll('-', '')).toBe(day);
      }
    }
  });

  it('changes nothing where it runs again, and replaces days where it runs for some', async () => {
    const before = filesIn(at('lake'));
    expect(await exported(at('lake'), '--since', 'all')).toMatchObject({ code: 0 });
    expect(filesIn(at('lake'))).toEqual(before);
    expect(await exported(at('lake'), '--during', '2026-03-02')).toMatchObject({ code: 0 });
    expect(filesIn(at('lake'))).toEqual(before);
  });

  it('has records only with --record, and masks secrets as query does', async () => {
    expect(await exported(at('records'), '--since', 'all', '--record')).toMatchObject({ code: 0 });
    const rows = await rowsIn(at('records'));
    const events = await queried('--record');
    const records = rows.map(({ ref, record }) => ({ ref: String(ref), record: JSON.parse(String(record)) }));
    expect(records.sort(byRef)).toEqual(events.map(({ ref, record }) => ({ ref: String(ref), record })).sort(byRef));
    expect(events.some(({ maskedPaths }) => maskedPaths !== undefined)).toBe(true);
  });

  it('has OCSF with its data as text, equal to query --output ocsf', async () => {
    expect(await exported(at('ocsf'), '--since', 'all', '--schema', 'ocsf')).toMatchObject({ code: 0 });
    const rows = (await rowsIn(at('ocsf'))).map(asPrinted) as { metadata: { uid: string }; time_dt: string }[];
    const { stdout } = await runCli(['query', '--local', folder.store, '--since', 'all', '--output', 'ocsf']);
    const wanted = jsonLines(stdout) as unknown as OcsfLine[];
    const byId = new Map(wanted.map((event) => [event.metadata.uid, event]));
    expect(rows.length).toBe(wanted.length);
    for (const row of rows as unknown as OcsfRow[]) {
      const event = byId.get(row.metadata.uid);
      expect(JSON.parse(row.unmapped)).toEqual(event?.unmapped);
      expect(row).toMatchObject({ time: event?.time, actor: { user: { uid: event?.actor.user.uid } } });
      if (event?.api.request.data !== undefined)
        expect(JSON.parse(row.api.request.data ?? '')).toEqual(event.api.request.data);
    }
  });

  it.each(['ndjson', 'csv'] as const)(
    'writes %s as query prints it, the oldest first, of any window',
    async (format) => {
      const window = ['--since', '2026-03-02T09:30', '--until', '2026-03-02T20:00'];
      expect(await exported(at(format), ...window, '--format', format)).toMatchObject({ code: 0 });
      const { stdout } = await runCli([
        'query',
        '--local',
        folder.store,
        ...window,
        '--oldest-first',
        '--output',
        format,
      ]);
      expect(readFileSync(join(at(format), `events.${format}`), 'utf8')).toBe(stdout);
      expect(stdout.split('\n').length).toBeGreaterThan(5);
      expect(await exported(at(format), '--since', 'all', '--format', format)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('has the answer to another question: --since=2026-03-02T09:30'),
      });
    },
  );

  it('refuses a second question, and leaves the answer to the first', async () => {
    const before = filesIn(at('lake'));
    for (const words of [['--denied'], ['--schema', 'ocsf'], ['--record'], ['--format', 'ndjson']]) {
      const run = await exported(at('lake'), '--since', 'all', ...words);
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('name another folder or prefix') });
    }
    expect(filesIn(at('lake'))).toEqual(before);
  });

  it('leaves files of which the store has fewer events now, and says so', async () => {
    const other = await LocalFolder.create();
    try {
      const [name = ''] = readdirSync(folder.logs, { recursive: true })
        .map(String)
        .filter((each) => each.endsWith('.json'));
      await other.write('one.json', readFileSync(join(folder.logs, name)));
      await runCli(['ingest', other.logs, '--local', other.store]);
      const before = filesIn(at('lake'));
      const run = await runCli([
        'export',
        '--local',
        other.store,
        '--since',
        'all',
        '--to',
        at('lake'),
        '--output',
        'json',
      ]);
      expect(run).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/INCOMPLETE: .*files were left as they are/),
      });
      expect([...filesIn(at('lake')).keys()]).toEqual([...before.keys()]);
      expect((await rowsIn(at('lake'))).length).toBe((await queried()).length);
    } finally {
      await other.remove();
    }
  });

  it.each([
    [['--since', '7d'], /within a day: Parquet takes whole UTC days.*--format ndjson or csv/],
    [['--since', '2026-03-02', '--until', '2026-03-03T10:00'], /--until 2026-03-03T10:00 is .*within a day/],
    [['--since', 'today'], /has no day that is over/],
    [['--during', 'today'], /has no day that is over/],
    [[], /--since is missing/],
    [['--since', 'all', '--format', 'csv', '--schema', 'ocsf'], /expected parquet or ndjson/],
    [['--since', 'all', '--quarantined'], /--quarantined is given with --format parquet/],
    [['--since', 'all', '--schema', 'ocsf', '--record'], /--record is given with --schema ocsf/],
    [['--since', 'all', '--format', 'avro'], /expected one of parquet, ndjson, csv/],
  ])('refuses %j', async (words, reason) => {
    expect(await exported(at('refused'), ...words)).toMatchObject({ code: 2, stderr: expect.stringMatching(reason) });
    expect(existsSync(at('refused'))).toBe(false);
  });

  it('refuses a place that is a file, has other things, or is none', async () => {
    writeFileSync(at('file'), '');
    mkdirSync(at('other'));
    writeFileSync(join(at('other'), 'x'), '');
    mkdirSync(join(at('folder-as-marker'), '_ssm-audit', 'question.json'), { recursive: true });
    for (const [to, reason] of [
      [at('file'), /is a file: expected a folder/],
      [at('other'), /has other files/],
      [join(at('file'), 'below'), /cannot write to .*ENOTDIR/],
      [at('folder-as-marker'), /cannot write to .*EISDIR/],
      ['s3://', /is no place in S3/],
      ['s3://Bucket/x', /is no place in S3/],
    ] as const) {
      expect(await exported(to, '--since', 'all')).toMatchObject({ code: 2, stderr: expect.stringMatching(reason) });
    }
  });

  it('says of an answer without events what the store has', async () => {
    const run = await exported(at('none'), '--since', 'all', '--actor', 'nobody');
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('0 events; this store holds') });
    expect([...filesIn(at('none')).keys()]).toEqual([join('_ssm-audit', 'question.json')]);
  });

  it('says what failed files may hide, and is exit 1 with --strict', async () => {
    const broken = await LocalFolder.create();
    try {
      await broken.write('a_CloudTrail_us-east-1_20260302T0000Z_x.json', '{"Records":[{]}');
      await runCli(['ingest', broken.logs, '--local', broken.store]);
      const words = ['export', '--local', broken.store, '--since', 'all', '--to', join(broken.path, 'lake')];
      expect(await runCli([...words, '--strict'])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('INCOMPLETE'),
      });
    } finally {
      await broken.remove();
    }
  });

  it('makes no folder, no formula and no broken JSON of what an attacker wrote', async () => {
    const hostile = await LocalFolder.create();
    try {
      const record = {
        eventVersion: '1.08',
        eventID: '11111111-1111-4111-8111-111111111111',
        eventTime: '2026-03-02T10:00:00Z',
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameter',
        awsRegion: '../../../escaped',
        recipientAccountId: '../out',
        userAgent: `${HOSTILE_TEXT}\ud800`,
        userIdentity: { type: 'IAMUser', arn: HOSTILE_TEXT, userName: HOSTILE_TEXT },
        requestParameters: { name: HOSTILE_TEXT },
      };
      await hostile.write('a.json', JSON.stringify({ Records: [record] }));
      await runCli(['ingest', hostile.logs, '--local', hostile.store]);
      const words = ['export', '--local', hostile.store, '--since', 'all'];
      expect(await runCli([...words, '--to', join(hostile.path, 'lake')])).toMatchObject({ code: 0 });
      expect([...filesIn(join(hostile.path, 'lake')).keys()]).toContain(
        join('region=unknown', 'accountId=unknown', 'eventDay=20260302', 'events.parquet'),
      );
      await runCli([...words, '--format', 'csv', '--to', join(hostile.path, 'csv')]);
      const csv = readFileSync(join(hostile.path, 'csv', 'events.csv'), 'utf8');
      expect(csv).toContain("'=cmd|");
      for (const character of ['\u001b', '\u009b', '\u202e']) expect(csv).not.toContain(character);
      await runCli([...words, '--record', '--format', 'ndjson', '--to', join(hostile.path, 'lines')]);
      const lines = readFileSync(join(hostile.path, 'lines', 'events.ndjson'), 'utf8');
      expect(jsonLines(lines)).toMatchObject([{ record: { userAgent: `${HOSTILE_TEXT}\ufffd` } }]);
      expect(lines).not.toContain('\\ud800');
    } finally {
      await hostile.remove();
    }
  });
});

describe('ssm-audit export to S3', () => {
  let bucket: TestBucket;
  beforeAll(async () => {
    bucket = await testBucket();
  });
  afterAll(() => bucket.s3.destroy());

  function toS3(to: string) {
    const { credentials, endpoint, region } = AWS_SETTINGS;
    return runCli(['export', '--local', folder.store, '--since', 'all', '--to', to, '--output', 'json'], {
      env: {
        AWS_ENDPOINT_URL: String(endpoint),
        AWS_REGION: String(region),
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
    });
  }

  it('writes the same bytes as to a folder', async () => {
    const run = await toS3(`s3://${bucket.name}/lake`);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(`LOCATION 's3://${bucket.name}/lake/'`) });
    const target = new S3ExportTarget(
      bucket.s3,
      { bucket: bucket.name, prefix: 'lake/' },
      NO_DEADLINE,
      () => new Date(),
    );
    await exported(at('same'), '--since', 'all');
    for (const [name, bytes] of filesIn(at('same'))) {
      const text = await target.read(name.split('\\').join('/'));
      expect(text).toBe(Buffer.from(bytes, 'base64').toString());
    }
  });

  it('says what is wrong with a bucket', async () => {
    expect(await toS3('s3://no-such-bucket-here/x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot write to s3://no-such-bucket-here/x/: NoSuchBucket'),
    });
  });
});

describe('links', () => {
  onPosix('as the place are followed, below it refused, and to nothing refused by name', async () => {
    const [real, named] = [at('real'), at('named')];
    mkdirSync(real);
    symlinkSync(real, named);
    expect(await exported(named, '--since', 'all')).toMatchObject({ code: 0 });
    const away = at('away');
    mkdirSync(away);
    for (const link of ['region=us-east-1', '_ssm-audit/work', '_ssm-audit/days']) {
      const to = at(`planted-${link.replace('/', '-')}`);
      mkdirSync(join(to, '_ssm-audit'), { recursive: true });
      symlinkSync(away, join(to, link));
      const run = await exported(to, '--since', 'all');
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(`${join(to, link)} is a link`) });
    }
    expect(readdirSync(away)).toEqual([]);
    symlinkSync(at('not-there'), at('dangling'));
    expect(await exported(at('dangling'), '--since', 'all')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a link to nothing'),
    });
  });
});

/** Runs a command that may write files of no more than so many blocks of 512 bytes, as on a disk that is full. */
function runWithin(blocks: number, words: readonly string[]) {
  const program = [process.execPath, join(PROJECT_ROOT, 'bin', 'ssm-audit'), ...words];
  return spawnSync('sh', ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', ...program], { encoding: 'utf8' });
}

describe('an export without room', () => {
  onPosix('leaves the earlier file, nothing of its work, and says so', async () => {
    const words = ['export', '--local', folder.store, '--since', 'all', '--to', at('full'), '--format', 'ndjson'];
    expect(await runCli([...words, '--record'])).toMatchObject({ code: 0 });
    const before = filesIn(at('full'));
    const { status, stderr } = runWithin(200, [...words, '--record']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/the file is the earlier one, or not there\n.*EFBIG/s)]);
    expect(filesIn(at('full'))).toEqual(before);
    expect(readdirSync(join(at('full'), '_ssm-audit', 'work'))).toEqual([]);
  });
});

describe('an export that is killed', () => {
  onPosix('leaves no half file, and the next one cleans up after it', async () => {
    const large = await LocalFolder.create();
    try {
      const corpus = { seed: 1, files: 6, recordsPerFile: 500, systemsManagerShare: 1, from: '2026-03-02T00:00:00Z' };
      for (const { key, body } of generatedCorpus(corpus)) await large.write(key.replaceAll('/', '_'), gzipSync(body));
      await runCli(['ingest', large.logs, '--local', large.store]);
      const to = join(large.path, 'lake');
      const words = ['export', '--local', large.store, '--since', 'all', '--to', to];
      await killedWithWork(words, to);
      for (const name of filesIn(to).keys()) {
        if (name.endsWith('.parquet'))
          expect((await parquetRows(readFileSync(join(to, name)))).length).toBeGreaterThan(0);
      }
      const run = await runCli(words);
      expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('an earlier export was cut off') });
      expect(await runCli([...words.slice(0, -1), join(large.path, 'other')])).toMatchObject({ code: 0 });
      expect(filesIn(to)).toEqual(filesIn(join(large.path, 'other')));
      expect(readdirSync(join(to, '_ssm-audit', 'work'))).toEqual([]);
    } finally {
      await large.remove();
    }
  });
});

/** Runs a command and kills it as soon as it has written something that is not in its place. */
async function killedWithWork(words: readonly string[], to: string): Promise<void> {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'bin', 'ssm-audit'), ...words], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (child.exitCode === null && !hasParquetWork(to)) await sleep(2);
  child.kill('SIGKILL');
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
}

/** Whether the marker is written and a further file is in work. */
function hasParquetWork(to: string): boolean {
  const own = join(to, '_ssm-audit');
  if (!existsSync(join(own, 'question.json'))) return false;
  return readdirSync(join(own, 'work')).some((worker) => readdirSync(join(own, 'work', worker)).length > 0);
}

interface OcsfLine {
  readonly metadata: { readonly uid: string };
  readonly time: number;
  readonly unmapped: unknown;
  readonly actor: { readonly user: { readonly uid: string } };
  readonly api: { readonly request: { readonly data?: unknown } };
}

type OcsfRow = Omit<OcsfLine, 'unmapped' | 'api'> & {
  readonly unmapped: string;
  readonly api: { readonly request: { readonly data?: string } };
};
