import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** Every part of the project, with the parts that it may import beside itself. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  'lib/contract': [],
  'lib/core/text': ['lib/contract', 'lib/core/rules'],
  'lib/core/rules': ['lib/contract', 'lib/core/text'],
  'lib/app/ask': ['lib/contract', 'lib/core/text', 'lib/core/rules'],
  'lib/adapters/s3': ['lib/contract', 'lib/core/text', 'lib/core/rules', 'lib/app/ask'],
  'lib/functions/ingest': ['lib/contract', 'lib/core/text', 'lib/core/rules', 'lib/app/ask', 'lib/adapters/s3'],
  'lib/local': [
    'lib/contract',
    'lib/core/text',
    'lib/core/rules',
    'lib/app/ask',
    'lib/adapters/s3',
    'lib/functions/ingest',
  ],
  'lib/cli/query': [
    'lib/contract',
    'lib/core/text',
    'lib/core/rules',
    'lib/app/ask',
    'lib/adapters/s3',
    'lib/local',
    'lib/cli/first-run',
  ],
  'lib/cli/first-run': [
    'lib/contract',
    'lib/core/text',
    'lib/core/rules',
    'lib/app/ask',
    'lib/adapters/s3',
    'lib/local',
    'lib/cli/query',
    'samples',
  ],
  'lib/ui': ['lib/contract', 'lib/core/text', 'lib/core/rules'],
  'lib/infra/tables': ['lib/contract', 'lib/core/rules'],
  lambda: ['lib/contract', 'lib/functions/ingest'],
  bin: ['lib/core/text', 'lib/core/rules', 'lib/infra/tables', 'scripts'],
  samples: ['lib/core/text', 'lib/core/rules'],
  scripts: ['lib/core/rules'],
};

const PARTS = Object.keys(MAY_SEE);

/** Each arrow that could be drawn between two parts. `test` stands for what nothing but tests and benches may import. */
const ARROWS = PARTS.flatMap((from) => [...PARTS, 'test'].filter((to) => to !== from).map((to) => ({ from, to })));

/** What an arrow cannot show: the file, and what it imports. */
const PROBES = [
  ['lib/ui/reads-files.ts', 'node:fs'],
  ['lib/core/text/reads-files.ts', 'node:fs'],
  ['lib/core/text/asks-aws.ts', '@aws-sdk/client-s3'],
  ['lib/app/ask/reads-files.ts', 'node:fs'],
  ['lib/app/ask/asks-aws.ts', '@aws-sdk/client-s3'],
  ['lib/local/imports-nothing.ts', './nothing'],
  // A circle of files, and one of folders that is none of files.
  ['lib/app/ask/circle.ts', './circle-back'],
  ['lib/app/ask/circle-back.ts', './circle'],
  ['lib/app/verify/there.ts', '../reconcile/target'],
  ['lib/app/reconcile/back.ts', '../verify/target'],
] as const;

/** What dependency-cruiser prints, as far as it is read here. */
interface Cruise {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

let folder: string;
let violations: readonly Violation[];
let rules: readonly string[];

/** A project of files that do nothing but import, held to the rules of this one. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-arrows-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) copyFileSync(join(ROOT, file), join(folder, file));
  for (const part of [...PARTS, 'test', 'lib/app/verify', 'lib/app/reconcile'])
    write(`${part}/target.ts`, 'export const it = 1;');
  for (const { from, to } of ARROWS) write(probeOf(from, to), imports(`${relative(from, to)}/target`));
  for (const [file, imported] of PROBES) write(file, imports(imported));
  const { summary } = cruised();
  violations = summary.violations;
  rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const probeOf = (from: string, to: string) => `${from}/to-${to.replaceAll('/', '-')}.ts`;

function imports(module: string): string {
  return `import * as it from '${module}';\nexport const here = it;`;
}

function write(file: string, text: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function cruised(): Cruise {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, 'bin', 'lambda', 'lib', 'samples', 'scripts', 'test'];
  const output = execFileSync(
    process.execPath,
    [...args, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
    },
  );
  return JSON.parse(output);
}

/** The rules that refuse a file's import; circles aside, which the probes make in passing. */
function refusals(file: string, imported?: string): readonly string[] {
  const found = violations.filter(({ from, to }) => from === file && (imported === undefined || to === imported));
  return found.map(({ rule }) => rule.name).filter((name) => !name.startsWith('no-circular'));
}

const named = (name: string) => violations.filter(({ rule }) => rule.name === name);

describe.each(PARTS)('%s', (from) => {
  it('may import what lies below it, and nothing else', () => {
    const targets = ARROWS.filter((arrow) => arrow.from === from).map(({ to }) => to);
    const admitted = targets.filter((to) => refusals(probeOf(from, to)).length === 0);
    expect(admitted.sort()).toEqual([...(MAY_SEE[from] ?? [])].sort());
  });
});

it('core and app read no files and ask no service', () => {
  for (const part of ['core/text', 'app/ask']) {
    for (const probe of ['reads-files', 'asks-aws']) {
      expect(refusals(`lib/${part}/${probe}.ts`)).toContain(`${part.split('/')[0]}-looks-down`);
    }
  }
});

it('what cannot be found is refused', () => {
  expect(refusals('lib/local/imports-nothing.ts')).toEqual(['no-unresolvable']);
});

it('circles are refused: of files, and of folders whose files are in none', () => {
  const files = named('no-circular').map(({ from }) => from);
  expect(files.filter((file) => file.startsWith('lib/app/'))).toEqual(['lib/app/ask/circle-back.ts']);
  expect(named('no-circular-folders').map(({ from, to }) => `${from} ${to}`)).toEqual(
    expect.arrayContaining(['lib/app/verify lib/app/reconcile', 'lib/app/reconcile lib/app/verify']),
  );
});

it('each rule refuses something here', () => {
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter((name) => named(name).length === 0)).toEqual([]);
});
