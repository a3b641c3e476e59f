import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** From PyPI: models made from OCSF's own schemas by somebody else. */
const PACKAGE = 'pydantic-ocsf==3.0.0';
const PYTHON = 'python3';
const MAX_OUTPUT = 2 ** 30;

/**
 * `npm run test:ocsf -- [--logs DIR]`: whether what `query --output ocsf` prints of the samples, and of log files of yours, is
 * valid in four versions of OCSF, as an independent library reads them. Needs Python; says so where there is none.
 */
function main(): number {
  if (spawnSync(PYTHON, ['-c', 'import venv, ensurepip']).status !== 0) {
    process.stdout.write('test:ocsf is left out: there is no Python that can make a virtual environment\n');
    return 0;
  }
  const { logs } = parseArgs({ options: { logs: { type: 'string' } } }).values;
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-ocsf-'));
  try {
    return checked(folder, logs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checked(folder: string, logs: string | undefined): number {
  const [samples, store, python] = ['samples', 'store', 'python'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(samples);
  for (const { key, body } of sampleDeliveries()) writeFileSync(join(samples, basename(key)), body);
  // Files that are no logs of CloudTrail are told, and are no fault here.
  ssmAudit('ingest', samples, ...(logs === undefined ? [] : [logs]), '--local', store);
  const events = ssmAudit('query', '--local', store, '--since', 'all', '--related', '--output', 'ocsf');
  succeeded(PYTHON, ['-m', 'venv', python]);
  succeeded(join(python, 'bin', 'pip'), ['install', '--quiet', PACKAGE]);
  const validate = [join(__dirname, 'validate.py')];
  const { status } = spawnSync(join(python, 'bin', 'python'), validate, {
    input: events,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  return status ?? 1;
}

function ssmAudit(...words: readonly string[]): string {
  const door = join(PROJECT_ROOT, 'bin', 'ssm-audit');
  return spawnSync(process.execPath, [door, ...words], { encoding: 'utf8', maxBuffer: MAX_OUTPUT }).stdout;
}

function succeeded(command: string, words: readonly string[]): void {
  if (spawnSync(command, words, { stdio: 'inherit' }).status !== 0)
    throw new Error(`${command} ${words.join(' ')} failed`);
}

process.exitCode = main();
