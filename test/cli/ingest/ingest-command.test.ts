import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../../lib/core/record/json';
import { databaseFile } from '../../../lib/local/local-store-folder';
import { lockLocalStore } from '../../../lib/local/local-store-lock';
import { kmsRecord, logFile, ssmRecord, ssmRecords } from '../../log-records';
import { onPosix } from '../../on-posix';
import type { CliRun } from '../cli-run';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli, runOwnProcess } from '../run-cli';

let folder: LocalFolder;
/** A run that waits for a store, while the other tests run. */
let waited: Promise<CliRun>;

beforeAll(() => {
  waited = waitForHeldStore();
});

beforeEach(async () => {
  folder = await LocalFolder.create();
});

afterEach(() => folder.remove());

describe('ssm-audit ingest', () => {
  it('indexes each distinct record once, and finds nothing new the second time', async () => {
    const shared = ssmRecord();
    await folder.write(
      'a/one.json.gz',
      logFile([shared, ...ssmRecords(3), ssmRecord({ eventSource: 's3.amazonaws.com' })]),
    );
    await folder.write('b/two.json', JSON.stringify({ Records: [shared, kmsRecord()] }));
    await folder.write('b/notes.txt', 'not a log file');
    const first = await ingest();
    expect(first.code).toBe(0);
    expect(summaryOf(first)).toMatchObject({
      files: 2,
      records: 7,
      ssmRecords: 5,
      relatedRecords: 1,
      guardRecords: 0,
      newEvents: 4,
      knownEvents: 1,
    });
    expect(summaryOf(await ingest())).toMatchObject({ files: 2, newEvents: 0, knownEvents: 5, failedFiles: 0 });
    expect(await events('--related')).toHaveLength(5);
  });

  it('gives each record back as it stood in the file', async () => {
    const records = [
      ssmRecord({ requestParameters: { nested: { list: [1, 'two', null, { three: 3.5 }] } } }),
      ssmRecord({ eventName: 'StartSession' }),
    ];
    await folder.write('one.json.gz', logFile(records));
    await ingest();
    const found = (await events('--record')).map(({ record }) => record as JsonObject);
    expect(byId(found)).toEqual(byId(records));
  });

  it('takes every good record from a mix of good and broken files, and names each broken one with its reason', async () => {
    const broken: Readonly<Record<string, [content: string | Buffer, reason: string]>> = {
      'truncated.json.gz': [logFile(ssmRecords(50, { eventName: 'Lost' })).subarray(0, 300), 'broken gzip'],
      'not-gzip.json.gz': ['no gzip', 'not from CloudTrail'],
      'cut-short.json': [
        JSON.stringify({ Records: ssmRecords(2, { eventName: 'BeforeCut' }) }).slice(0, -30),
        'broken at byte',
      ],
      'nul-bytes.json.gz': [gzipSync(Buffer.alloc(100)), 'not from CloudTrail: found the byte 0x00'],
      'nul-between.json': ['{"Records":[\0{"eventSource":"ssm.amazonaws.com"}]}', 'broken at byte'],
      'no-json.json': ['hello', 'not from CloudTrail: found'],
      'other.json': ['{"kind":"Event"}', 'not from CloudTrail: found an object with the keys ["kind"]'],
      'empty.json': ['', 'broken at byte 0'],
    };
    for (const [name, [content]] of Object.entries(broken)) await folder.write(name, content);
    await folder.write('good.json.gz', logFile(ssmRecords(5, { eventName: 'Good' })));
    await folder.write('empty-records.json.gz', logFile([]));
    const digest = { digestStartTime: 'x', digestS3Object: 'y', logFiles: [] };
    await folder.write('digest.json.gz', gzipSync(JSON.stringify(digest)));
    const run = await ingest();
    expect(run.code).toBe(1);
    const lines = run.stderr.split('\n');
    for (const [name, [, reason]] of Object.entries(broken)) {
      expect(lines.filter((line) => line.includes(join(folder.logs, name)))).toEqual([expect.stringContaining(reason)]);
    }
    expect(summaryOf(run)).toMatchObject({ files: 11, failedFiles: 8, skippedFiles: 1 });
    expect(await events('--event', 'Good')).toHaveLength(5);
    expect(await events('--event', 'BeforeCut')).toHaveLength(1);
    const status = await runCli(['status', '--local', folder.store]);
    expect(status.code).toBe(1);
    expect(JSON.parse(status.stdout).failed).toHaveLength(8);
  });

  it('reads the shapes that people have', async () => {
    const records = ssmRecords(7, { eventName: 'Shaped' });
    const [alone, inText, inDetail, listed, first, second, plain] = records.map((record) => JSON.stringify(record));
    await folder.write('lines.jsonl', `\ufeff${alone}\r\n`);
    await folder.write('lookup.json', JSON.stringify({ Events: [{ CloudTrailEvent: inText }] }, undefined, 2));
    await folder.write('eventbridge.json', `{"detail-type":"AWS API Call via CloudTrail","detail":${inDetail}}`);
    await folder.write('lower.JSON', `{"records":[${listed}]}`);
    await folder.write('rows.log.gz', gzipSync(`{"Records":[${first}]}{"Records":[${second}]}`));
    await folder.write('plain.json.gz', `[{"Records":[${plain}]}]`);
    await folder.write('notes.txt', '');
    const run = await ingest();
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('1 passed over (1 .txt)') });
    expect(summaryOf(run)).toMatchObject({ files: 6, records: 7, newEvents: 7 });
    const found = (await events('--event', 'Shaped', '--record')).map(({ record }) => record as JsonObject);
    expect(byId(found)).toEqual(byId(records));
  });

  it('goes on with the other paths where one is not there', async () => {
    const path = await folder.write('one.json.gz', logFile(ssmRecords(1)));
    const run = await runCli(['ingest', join(folder.path, 'none'), path, '--local', folder.store]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`${join(folder.path, 'none')}: no such file or folder`);
    expect(summaryOf(run)).toMatchObject({ files: 2, failedFiles: 1, newEvents: 1 });
  });

  it('makes no store for paths that are not there', async () => {
    const run = await runCli(['ingest', join(folder.path, 'none'), '--local', folder.store]);
    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining('none: no such file or folder') });
    expect(summaryOf(run)).toMatchObject({ files: 1, failedFiles: 1, records: 0, seconds: 0 });
    expect(await readdir(folder.path)).toEqual([]);
    expect(await runCli(['ingest', ''])).toMatchObject({ code: 2, stderr: expect.stringContaining('not empty') });
  });

  it('makes the default store, and says where, if no store is named', async () => {
    const path = await folder.write('one.json.gz', logFile(ssmRecords(1)));
    expect((await runCli(['query'], { cwd: folder.path })).stderr).toMatch(/no store: .* ingest LOGS makes a store of/);
    const run = await runCli(['ingest', path], { cwd: folder.path });
    const store = join(await realpath(folder.path), '.ssm-audit');
    expect(run).toMatchObject({
      code: 0,
      stderr: `note: no store is named, so the events go to the local store ${store}: --local DIR names another\n`,
    });
    expect(jsonLines((await runCli(['query'], { cwd: folder.path })).stdout)).toHaveLength(1);
  });

  it('takes nothing for a record that only looks like one inside another', async () => {
    const forged = ssmRecord({ eventName: 'Forged' });
    const host = ssmRecord({
      eventSource: 's3.amazonaws.com',
      eventName: 'PutObject',
      requestParameters: {
        Records: [forged],
        copy: forged,
        text: JSON.stringify({ Records: [forged] }),
        open: `"}},${JSON.stringify(forged)},{"x":"`,
        eventSource: 'ssm.amazonaws.com',
      },
    });
    await folder.write('attack.json.gz', logFile([host, ssmRecord({ eventName: 'Real' })]));
    expect(summaryOf(await ingest())).toMatchObject({ records: 2, ssmRecords: 1, newEvents: 1 });
    expect((await events()).map(({ eventName }) => eventName)).toEqual(['Real']);
  });

  it('loses none of the odd records', async () => {
    const odd: Readonly<Record<string, string>> = {
      noArn: edited({ userIdentity: { type: 'AWSService', invokedBy: 'ssm.amazonaws.com' } }),
      noIdentity: edited({ userIdentity: null }),
      emptyIssuer: edited({ userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: {} } } }),
      nullParameters: edited({ requestParameters: null }),
      textParameters: edited({ requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
      deep40: edited({ requestParameters: nested(40) }),
      deep5000: edited({ requestParameters: 0 }).replace(
        '"requestParameters":0',
        `"requestParameters":${'['.repeat(5000)}${']'.repeat(5000)}`,
      ),
      large: edited({ requestParameters: { text: 'x'.repeat(300_000) } }),
      hugeNumber: edited({ requestParameters: { n: 0 } }).replace('"n":0', '"n":1e400'),
      longNumber: edited({ requestParameters: { n: 0 } }).replace('"n":0', `"n":${'1234567890'.repeat(5)}`),
      prototype: edited({ requestParameters: 0 }).replace(
        '"requestParameters":0',
        '"requestParameters":{"__proto__":{"x":1},"":2}',
      ),
    };
    const bodies = Object.entries(odd).map(([name, body]) =>
      body.replace('"eventName":"DeleteDocument"', `"eventName":"Odd${name}"`),
    );
    const noId = edited({ eventName: 'OddNoId' }).replace(/"eventID":"[^"]*",/, '');
    const noTime = edited({ eventName: 'OddNoTime' }).replace(/"eventTime":"[^"]*",/, '');
    const twice = ['a', 'b'].map((userAgent) => edited({ eventName: 'OddTwice', eventID: 'twice', userAgent }));
    await folder.write('odd.json', `{"Records":[${[...bodies, noId, noTime, ...twice].join(',')}]}`);
    const run = await ingest();
    const named = `ssm-audit: ${join(folder.logs, 'odd.json')}: record 12 goes to quarantine: no eventTime\n`;
    expect(run).toMatchObject({ code: 1, stderr: named });
    expect(summaryOf(run)).toMatchObject({ ssmRecords: 15, newEvents: 13, conflicts: 1, quarantined: 1 });
    const text = (await runCli(['query', '--local', folder.store, '--limit', '0', '--record'])).stdout;
    const found = jsonLines(text);
    expect(found).toHaveLength(14);
    for (const name of [...Object.keys(odd), 'NoId', 'Twice']) expect(text).toContain(`"eventName":"Odd${name}"`);
    expect(text).toContain('"n":1e400');
    expect(text).toContain(`"n":${'1234567890'.repeat(5)}`);
    expect(found.filter(({ conflict }) => conflict)).toHaveLength(1);
    expect(await events('--quarantined', '--record')).toMatchObject([{ record: { eventName: 'OddNoTime' } }]);
    const again = await ingest();
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('record 12 is in quarantine already: no eventTime'),
    });
    expect(summaryOf(again)).toMatchObject({ newEvents: 0, knownEvents: 14, quarantined: 0, knownQuarantined: 1 });
    expect(summaryOf(await ingest('--force'))).toMatchObject({ knownEvents: 14, quarantined: 0, knownQuarantined: 1 });
  });

  it('says with --explain what was written, on stderr', async () => {
    await folder.write('one.json.gz', logFile(ssmRecords(2)));
    const run = await ingest('--explain');
    expect(run.stderr).toMatch(/^write units, Terms: \d+\nwrite units, Events: \d+\n$/);
    expect(Object.keys(summaryOf(run))).toEqual(SUMMARY_FIELDS);
  });

  it.each([
    ['json', /^\{"files":1,/],
    ['ndjson', /^\{"files":1,/],
    ['csv', /^files,.*\r\n1,/],
    ['table', /^WHAT +COUNT\nfiles +1\n/],
  ])('sums up as %s', async (format, expected) => {
    await folder.write('one.json.gz', logFile(ssmRecords(1)));
    expect((await ingest('--output', format)).stdout).toMatch(expected);
  });

  it.each([
    [['ingest'], 'missing required argument'],
    [['ingest', 'x', '--output', 'xml', '--local', 'd'], 'expected one of table, json, ndjson, csv'],
    [['ingest', 'x', '--nix'], "unknown option '--nix'"],
    [['ingest', 'x', '--local', 'd', '--stack', 's'], '--local and --stack are both given'],
    [['ingest', 'x', '--stack', 's'], 'backfill --stack s'],
  ])('%j is wrong usage', async (args, message) => {
    const run = await runCli(args, { cwd: folder.path });
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
    expect(run.stderr).not.toContain('    at ');
  });

  it('waits ten seconds for a store that another process holds, then says which', async () => {
    expect(await waited).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`in use by process ${process.pid} .*, and was in use for 10 s;`)),
    });
  });

  onPosix('writes down how far it came when it is told to stop, and status and query say so', async () => {
    const path = await folder.write('large.json.gz', logFile(ssmRecords(3_000)));
    const run = await runCli(['ingest', path, '--local', folder.store], { signalWhen: isBegun });
    expect(run).toMatchObject({ code: 130, stdout: '' });
    expect(run.stderr).toBe(
      `ssm-audit: interrupted: 0 of 1 files are done, ${path} is unfinished; run the same command again to continue\n`,
    );
    const status = await runCli(['status', '--local', folder.store]);
    expect(status.stderr).toContain(`${path} is unfinished`);
    const query = await runCli(['query', '--local', folder.store, '--limit', '1']);
    expect(query.stderr).toContain(
      `INCOMPLETE: 1 log file failed or unfinished (npx ssm-audit status --local ${folder.store})`,
    );
    expect(query.code).toBe(0);
    expect((await runCli(['query', '--local', folder.store, '--limit', '1', '--strict'])).code).toBe(1);
  });

  it('adds to what was ingested before', async () => {
    await folder.write('one.json.gz', logFile(ssmRecords(2)));
    await ingest();
    await folder.write('two.json.gz', logFile(ssmRecords(2)));
    expect(summaryOf(await ingest())).toMatchObject({ newEvents: 2, knownEvents: 2 });
    expect(await events()).toHaveLength(4);
  });
});

/** Half a second is ten to the program. */
const FAST_CLOCK = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    'const now = Date.now, began = now(); Date.now = () => began + 20 * (now() - began);',
  )}`,
};

async function waitForHeldStore(): Promise<CliRun> {
  const held = await LocalFolder.create();
  const path = await held.write('one.json.gz', logFile(ssmRecords(1)));
  const lock = await lockLocalStore(held.store);
  const run = await runOwnProcess(['ingest', path, '--local', held.store], { env: FAST_CLOCK });
  lock.release();
  await held.remove();
  return run;
}

/** Whether the program has the store and has committed rows: its write-ahead log grows. */
async function isBegun(): Promise<boolean> {
  const { size } = await stat(`${databaseFile(folder.store)}-wal`).catch(() => ({ size: 0 }));
  return size > BEGUN_BYTES;
}

/** More than the tables themselves take. */
const BEGUN_BYTES = 100_000;

const SUMMARY_FIELDS = [
  'files',
  'bytes',
  'failedFiles',
  'skippedFiles',
  'records',
  'ssmRecords',
  'relatedRecords',
  'guardRecords',
  'malformedRecords',
  'sourcelessRecords',
  'newEvents',
  'knownEvents',
  'conflicts',
  'quarantined',
  'knownQuarantined',
  'seconds',
];

function ingest(...flags: readonly string[]) {
  return runCli(['ingest', folder.logs, '--local', folder.store, ...flags]);
}

async function events(...flags: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return jsonLines((await runCli(['query', '--local', folder.store, '--limit', '0', ...flags])).stdout);
}

function summaryOf({ stdout }: { readonly stdout: string }): Record<string, unknown> {
  return JSON.parse(stdout);
}

/** The JSON of a record with other members. */
function edited(overrides: JsonObject): string {
  return JSON.stringify(ssmRecord(overrides));
}

function nested(levels: number): JsonObject {
  return Array.from({ length: levels }).reduce<JsonObject>((inner) => ({ level: inner }), {});
}

function byId(records: readonly JsonObject[]): readonly JsonObject[] {
  return [...records].sort((left, right) => String(left['eventID']).localeCompare(String(right['eventID'])));
}
