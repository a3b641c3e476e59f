import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliRun } from '../cli-run';
import type { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

const WEEK = ['--since', '2026-03-02', '--until', '2026-03-09'];

let samples: LocalFolder;
let account = '';
let address = '';
let ref = '';

beforeAll(async () => {
  samples = await sampleStore();
  const events = jsonLines((await ask('query', '--event', 'StartSession', ...WEEK)).stdout);
  const [event = {}] = events.filter(({ sourceIPAddress }) => /^\d/.test(String(sourceIPAddress)));
  [account, address, ref] = [event['recipientAccountId'], event['sourceIPAddress'], event['ref']].map(String) as [
    string,
    string,
    string,
  ];
  await write('names.csv', csv([account, 'Payments', 'account'], [`${address}/32`, 'Office =1+1', 'network']));
});
afterAll(() => samples.remove());

function csv(...entries: readonly (readonly string[])[]): string {
  return `${[['id', 'name', 'kind'], ...entries].map((cells) => cells.join(',')).join('\n')}\n`;
}

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(samples.path, name), text);
  return join(samples.path, name);
}

function ask(...words: readonly string[]): Promise<CliRun> {
  return runCli([...words, '--local', samples.store], { cwd: samples.path });
}

const NAMES = ['--names', 'names.csv'];
const TABLE = ['--output', 'table'];

it('shows names beside IDs in every table, and says where they are looked up', async () => {
  const about = ['--event', 'StartSession', '--source-ip', address, ...WEEK];
  const { stdout } = await ask('query', ...about, ...NAMES, ...TABLE);
  expect(stdout).toContain(`account ${account} = Payments`);
  expect(stdout).toContain(`${address} = Office =1+1`);
  expect(stdout).toContain('= name as looked up in names.csv');
  const wide = await ask('query', ...about, ...NAMES, ...TABLE, '--wide');
  expect(wide.stdout).toContain(`${account} = Payments`);
  for (const words of [
    ['show', ref],
    ['story', ref],
    ['story', ref, '--output', 'md'],
    ['story', ref, '--output', 'html'],
    ['summary', ...WEEK],
    ['summary', '--by', 'recipientAccountId,sourceIPAddress', ...WEEK],
  ]) {
    const run = await ask(...words, ...NAMES, ...(words.includes('--output') ? [] : TABLE));
    expect(run.code).toBe(0);
    expect(run.stdout.replaceAll('\\', '')).toMatch(new RegExp(`${account} = Payments`));
    expect(run.stdout.replaceAll('\\', '')).toContain('as looked up in names.csv');
  }
});

it('keeps the columns of CSV, and adds those of names behind them', async () => {
  for (const words of [
    ['query', '--event', 'StartSession', ...WEEK],
    ['query', '--event', 'StartSession', '--by-resource', ...WEEK],
    ['show', ref],
    ['summary', ...WEEK],
    ['summary', '--by', 'sourceIPAddress', ...WEEK],
    ['changes', ...WEEK],
    ['alerts', 'replay', ...WEEK],
  ]) {
    const plain = (await ask(...words, '--output', 'csv')).stdout.split('\r\n');
    const named = (await ask(...words, '--output', 'csv', ...NAMES)).stdout.split('\r\n');
    expect(named).toHaveLength(plain.length);
    for (const [at, line] of plain.entries()) expect(named[at]?.slice(0, line.length)).toBe(line);
    expect(named[0]).toMatch(/,actorName,sourceNetworkName$/);
  }
  const { stdout } = await ask('query', '--event', 'StartSession', ...WEEK, '--output', 'csv', ...NAMES);
  expect(stdout).toContain(',Payments,,,Office =1+1\r\n');
});

it.each([
  ['query', 'ndjson'],
  ['query', 'json'],
  ['query', 'ocsf'],
  ['summary', 'json'],
  ['changes', 'ndjson'],
])('gives data of %s as %s the same bytes with and without names, and says so', async (command, format) => {
  const plain = await ask(command, ...WEEK, '--output', format);
  const named = await ask(command, ...WEEK, '--output', format, ...NAMES);
  expect(named.stdout).toBe(plain.stdout);
  expect(named.stderr).toContain(`note: --output ${format} has no names`);
});

it('never matches a name', async () => {
  const found = async (...words: readonly string[]) =>
    jsonLines((await ask('query', ...words, ...WEEK, '--output', 'ndjson', ...NAMES)).stdout).length;
  expect(await found('--actor', 'Payments')).toBe(0);
  expect(await found('--account', 'Payments')).toBe(0);
  expect(await found('--contains', 'Office =1+1')).toBe(0);
  expect(await found('--where', 'recipientAccountId|contains=Payments')).toBe(0);
  const completed = await runCli(
    ['__complete', 'query', '--local', samples.store, '--names', join(samples.path, 'names.csv'), '--account', ''],
    { cwd: samples.path },
  );
  expect(completed.stdout).not.toContain('Payments');
});

it('reads the file that the configuration names, unless --no-names says otherwise', async () => {
  const folder = join(samples.path, 'config', 'ssm-audit');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config.json'), '{"names": "../../names.csv"}');
  const run = (...more: readonly string[]) =>
    runCli(['show', ref, '--local', samples.store, ...TABLE, ...more], {
      env: { XDG_CONFIG_HOME: join(samples.path, 'config') },
    });
  expect((await run()).stdout).toContain(`${account} = Payments`);
  expect((await run('--no-names')).stdout).not.toContain('Payments');
  const { stdout, stderr } = await run('--output', 'ndjson');
  expect(stdout).not.toContain('Payments');
  expect(stderr).not.toContain('has no names');
});

it.each([
  ['no object', '[]', /it has no object\): expected an object such as \{"names": "names.csv"\}/],
  ['a key that nothing reads', '{"name": "x"}', /it has the key "name", which nothing reads/],
  ['a number', '{"names": 1}', /names is 1, not a path/],
  ['no JSON', '{', /your configuration '.*' cannot be read/],
  [
    'a file that is not there',
    '{"names": "none.csv"}',
    /names file '.*none.csv' cannot be read \(no such file or folder\)/,
  ],
])('refuses a configuration with %s', async (_, text, message) => {
  const file = await write('config.json', text);
  const { code, stderr } = await runCli(['show', ref, '--local', samples.store, ...TABLE], {
    env: { SSM_AUDIT_CONFIG: file },
  });
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});

it('refuses a file that it cannot read, whatever the form of the answer', async () => {
  await write('bad.csv', csv([account, 'a', 'account'], ['1', 'b', 'account']));
  await write('binary', 'id\0');
  const failed = async (file: string, format: string) => {
    const { code, stderr } = await ask('summary', ...WEEK, '--names', file, '--output', format);
    return [code, stderr] as const;
  };
  expect(await failed('bad.csv', 'ndjson')).toEqual([
    2,
    expect.stringContaining("names file 'bad.csv', line 3: account '1': expected 12 digits as a text"),
  ]);
  expect(await failed('binary', 'table')).toEqual([2, expect.stringContaining('it has bytes of zero')]);
  expect(await failed('.', 'table')).toEqual([2, expect.stringContaining('it is a folder')]);
  expect(await failed('none', 'table')).toEqual([2, expect.stringContaining('no such file or folder')]);
});

it('tells IDs that have several names', async () => {
  await write('twice.csv', csv([account, 'First', 'account'], [account, 'Second', 'account']));
  const { stdout, stderr } = await ask('show', ref, ...TABLE, '--names', 'twice.csv');
  expect(stdout).toContain(`${account} = First`);
  expect(stderr).toContain(
    `note: twice.csv: the first name of an ID counts (line 3: account '${account}' is 'First' already, not 'Second')`,
  );
});
