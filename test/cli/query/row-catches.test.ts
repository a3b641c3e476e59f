import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ruleText } from '../../core/rules/rule-text';
import type { CliRun } from '../cli-run';
import type { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

let samples: LocalFolder;
beforeAll(async () => {
  samples = await sampleStore();
});
afterAll(() => samples.remove());

function ask(...words: readonly string[]): Promise<CliRun> {
  return runCli([...words, '--local', samples.store]);
}

/** The levels and titles in the rows of a table with the columns `ref` and `rules`, by ref. */
function rulesByRef({ stdout }: CliRun): ReadonlyMap<string, readonly string[]> {
  const rows = stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('ref '));
  return new Map(
    rows.flatMap((row) => {
      const [ref = '', rules = ''] = row.split(/ {2,}/);
      return rules === '-' ? [] : [[ref, rules.split('; ').sort()] as const];
    }),
  );
}

const ALL = ['query', '--limit', '0', '--related', '--guard', '--output', 'table'];

it('rules catch in a table what alerts replay raises, event by event, and nothing else', async () => {
  const refs = JSON.parse((await ask('query', '--related', '--guard', '--output', 'json')).stdout).map(
    ({ ref, eventID, agent }: Readonly<Record<string, string>>) => [ref, agent ? ref : eventID],
  );
  const names = new Map<string, string>(refs);
  const { stdout } = await ask('alerts', 'replay', '--since', 'all', '--output', 'json');
  const { stdout: listed } = await runCli(['alerts', 'list', '--output', 'json']);
  const correlations = new Set(
    JSON.parse(listed).flatMap((rule: { id: string; correlation?: string }) => (rule.correlation ? [rule.id] : [])),
  );
  const raised = new Map<string, string[]>();
  for (const { rule, title, level, refs: named } of JSON.parse(stdout)) {
    if (correlations.has(rule)) continue;
    for (const ref of named) raised.set(ref, [...(raised.get(ref) ?? []), `${level}: ${title}`]);
  }
  const shown = rulesByRef(await ask(...ALL, '--wide', '--columns', 'ref,rules'));
  const expected = [...raised].map(([ref, rules]) => [(names.get(ref) ?? ref).slice(0, 8), rules.sort()] as const);
  expect(Object.fromEntries([...shown].map(([ref, rules]) => [ref.slice(0, 8), rules]))).toEqual(
    Object.fromEntries(expected),
  );
  expect(shown.size).toBeGreaterThan(30);
});

it('marks the rows of a table at its edge, and evaluates nothing for columns without rules or for data', async () => {
  const rules = join(samples.path, 'missing');
  const marked = await ask(...ALL);
  expect(marked.stdout).toMatch(/^H \d\d:\d\d:\d\d /m);
  expect((await ask(...ALL, '--columns', 'time,who,ref', '--rules', rules)).code).toBe(0);
  expect((await ask('query', '--output', 'ndjson', '--limit', '1')).stdout).not.toContain('"rules"');
});

it('takes rules of a folder, and says what is wrong with them', async () => {
  const folder = join(samples.path, 'rules');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'own.yml'),
    ruleText('s: {eventName: GetParameter}\ncondition: s', { title: 'Own', id: 'own', level: 'critical' }),
  );
  const { stdout } = await ask('query', '--event', 'GetParameter', '--output', 'table', '--rules', folder);
  expect(stdout).toMatch(/^C \d\d:\d\d:\d\d /m);
  const missing = await ask('query', '--output', 'table', '--rules', join(folder, 'missing'));
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('no such file or folder');
  const data = await ask('query', '--output', 'json', '--rules', folder);
  expect([data.code, data.stderr]).toEqual([2, expect.stringContaining('--rules is given with --output json')]);
});

it('shows rows without marks, and says why, where the configuration of this folder is broken', async () => {
  const cwd = samples.path;
  await writeFile(join(cwd, 'cdk.json'), '{');
  const { code, stdout, stderr } = await runCli(
    ['query', '--limit', '1', '--output', 'table', '--local', samples.store],
    { cwd },
  );
  expect([code, stdout]).toEqual([0, expect.stringContaining('TIME')]);
  expect(stderr).toMatch(/^INCOMPLETE: rows are not marked by rules: 'cdk.json' cannot be read/m);
});

it('takes columns by the titles of the table or as fields, in any letter case, and lists them for a wrong one', async () => {
  const { stdout } = await ask(
    'query',
    '--limit',
    '1',
    '--columns',
    'Time,WHO,on what,EVENTSOURCE,ref',
    '--output',
    'table',
  );
  expect(stdout.split('\n')[0]?.split(/ {2,}/)).toEqual(['eventTime', 'who', 'resources', 'eventSource', 'ref']);
  const { code, stderr } = await ask('query', '--columns', 'on waht', '--output', 'table');
  expect(code).toBe(2);
  expect(stderr).toMatch(/did you mean ON WHAT\? Expected titles \(TIME, .*REF\) or fields \(eventName, .*ref\)/);
});
