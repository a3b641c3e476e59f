import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PROJECT_ROOT } from '../../scripts/project-root';

const MAIN = join(__dirname, 'main.ts');

let folder: string;
let program: string;

/** Translated once, because `npm run invoke` translates half of the project each time; where its libraries are found. */
beforeAll(() => {
  folder = mkdtempSync(join(PROJECT_ROOT, 'node_modules', '.invoke-'));
  program = join(folder, 'main.cjs');
  buildSync({ entryPoints: [MAIN], outfile: program, bundle: true, platform: 'node', packages: 'external' });
});

afterAll(() => rmSync(folder, { recursive: true }));

function node(...words: readonly string[]) {
  return spawnSync(process.execPath, words, { cwd: PROJECT_ROOT, encoding: 'utf8' });
}

const invoke = (...words: readonly string[]) => node(program, ...words);

const example = (name: string) => join(__dirname, 'events', `${name}.json`);

it.each([
  ['ingest', ['answer {"batchItemFailures":[]}', 'row {"eventName":{"S":"DeleteDocument"}']],
  ['alert', ['answer {"batchItemFailures":[]}', 'DeleteDocument by carlos.salazar']],
  ['reconcile', ['answer {"window":"recent","end":"done","compared":{"received":0,"missing":0']],
  ['rebuild-terms', ['"isNew":true', '"counts":{"rows":0']],
  ['export', ['answer {"end":"done","due":0}', 'day exported']],
  ['verify', ['answer {"end":"done","days":[],"unverified":0}']],
])('runs %s on its example event', (name, expected) => {
  const { status, stdout, stderr } = invoke(name, example(name));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const text of expected) expect(stdout).toContain(text);
});

it('runs trail-health on a trail that is stopped', () => {
  const { status, stdout, stderr } = invoke('trail-health', example('trail-health'));
  expect(status).toBe(0);
  const lines = stderr.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ kind: 'unread', detail: expect.stringContaining('does not tell what was deployed') }),
    expect.objectContaining({ problem: 'stopped' }),
  ]);
  for (const text of ['"TrailProblems":1', 'answer null']) expect(stdout).toContain(text);
});

it('says what is expected of a function that there is not', () => {
  // As `npm run invoke` runs it.
  const { status, stderr } = node('--import', 'tsx', MAIN, 'delete', example('ingest'));
  expect(status).toBe(1);
  expect(stderr).toContain(
    'expected npm run invoke -- ingest|alert|reconcile|verify|trail-health|rebuild-terms|export EVENT.json',
  );
});
