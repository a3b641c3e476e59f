import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generatedCorpus } from '../../samples/generated-corpus';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** From PyPI. */
const PACKAGE = 'duckdb==2.0.1';
const PYTHON = 'python3';
const MAX_OUTPUT = 2 ** 30;

/** Events that are generated, of several accounts, regions and days: CloudTrail delivers about every five minutes. */
const GENERATED = { seed: 7, files: 900, recordsPerFile: 20, systemsManagerShare: 1, from: '2026-03-04T20:00:00Z' };

/**
 * `npm run test:export`: whether DuckDB counts in exports in Parquet what `summary` counts in the store, by day, actor and
 * outcome, and prints what docs/export.md shows. Needs Python; says so where there is none.
 */
function main(): number {
  if (spawnSync(PYTHON, ['-c', 'import venv, ensurepip']).status !== 0) {
    process.stdout.write('test:export is left out: there is no Python that can make a virtual environment\n');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-export-'));
  try {
    const python = join(folder, 'python');
    succeeded(PYTHON, ['-m', 'venv', python]);
    succeeded(join(python, 'bin', 'pip'), ['install', '--quiet', PACKAGE]);
    const isRight = [documented(folder, python), counted(folder, python)].every((each) => each);
    return isRight ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether the statement that is printed gives what the page shows, on the samples. */
function documented(folder: string, python: string): boolean {
  const store = filled(folder, 'samples', sampleDeliveries());
  const { duckdb } = JSON.parse(exported(store, join(folder, 'lake'), '--during', '2026-03'));
  return isDone(
    duckDb(
      python,
      'documented.py',
      JSON.stringify({ statement: duckdb, page: join(PROJECT_ROOT, 'docs', 'export.md') }),
    ),
  );
}

/** Whether both schemas have what the store has. */
function counted(folder: string, python: string): boolean {
  const store = filled(folder, 'generated', generatedCorpus(GENERATED));
  const [event, ocsf] = [join(folder, 'event'), join(folder, 'ocsf')];
  exported(store, event, '--since', 'all');
  exported(store, ocsf, '--since', 'all', '--schema', 'ocsf');
  const groups = ['actor', 'outcome'].map((by) =>
    JSON.parse(ssmAudit('summary', ...of(store), '--agent', '--by', by, '--output', 'json')),
  );
  const days = daysOf(store);
  return isDone(duckDb(python, 'counted.py', JSON.stringify({ event, ocsf, groups, days })));
}

/** How many events the store has of each day, as `summary` counts them. */
function daysOf(store: string): Readonly<Record<string, number>> {
  const days = ['2026-03-04', '2026-03-05', '2026-03-06'];
  return Object.fromEntries(
    days.map((day) => {
      const summary = JSON.parse(ssmAudit('summary', '--local', store, '--during', day, '--agent', '--output', 'json'));
      return [day.replaceAll('-', ''), summary.total];
    }),
  );
}

const of = (store: string) => ['--local', store, '--since', 'all'];

function filled(
  folder: string,
  name: string,
  files: Iterable<{ readonly key: string; readonly body: string }>,
): string {
  const [logs, store] = [join(folder, `${name}-logs`), join(folder, `${name}-store`)];
  mkdirSync(logs);
  for (const { key, body } of files) writeFileSync(join(logs, `${basename(key, '.gz')}.gz`), gzipSync(body));
  ssmAudit('ingest', logs, '--local', store);
  return store;
}

function exported(store: string, to: string, ...words: readonly string[]): string {
  return ssmAudit('export', '--local', store, '--to', to, '--output', 'json', ...words);
}

function ssmAudit(...words: readonly string[]): string {
  const door = join(PROJECT_ROOT, 'bin', 'ssm-audit');
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, ...words], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  if (status !== 0) throw new Error(`ssm-audit ${words.join(' ')} ends with ${status}: ${stderr}`);
  return stdout;
}

function duckDb(python: string, script: string, input: string) {
  const program = join(python, 'bin', 'python');
  return spawnSync(program, [join(__dirname, script)], { input, stdio: ['pipe', 'inherit', 'inherit'] });
}

function isDone({ status }: { readonly status: number | null }): boolean {
  return status === 0;
}

function succeeded(command: string, words: readonly string[]): void {
  if (spawnSync(command, words, { stdio: 'inherit' }).status !== 0)
    throw new Error(`${command} ${words.join(' ')} failed`);
}

process.exitCode = main();
