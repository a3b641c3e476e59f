import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { renderTable } from '../lib/cli/render/render-table';
import { generatedCorpus } from '../samples/generated-corpus';
import { PROJECT_ROOT } from '../scripts/project-root';
import { measuredProcess, type ProcessCost } from './measured-process';

const RECORDS_PER_FILE = 1_000;

/** Small files of other services, as most files of most trails are. */
const SMALL_FILES = 4_000;
const SMALL_RECORDS = 5;

const ACTOR = 'mateo.jackson';

/** What is asked of the filled store. */
const QUESTIONS: readonly (readonly string[])[] = [
  ['status'],
  ['query', '--actor', ACTOR, '--limit', '100'],
  ['query', '--denied', '--limit', '100'],
  ['query', '--output', 'table'],
  ['query', '--no-agent', '--writes', '--output', 'table'],
  ['query', '--where', 'requestParameters.nothing=nowhere'],
  ['summary', '--since', 'all'],
];

/** `npm run bench:local -- [--events N] [--program PATH]`: `--program` is the `bin/ssm-audit` of another checkout. */
function main(): void {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '100000' }, program: { type: 'string' } },
  });
  const program = values.program ?? join(PROJECT_ROOT, 'bin', 'ssm-audit');
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-bench-'));
  try {
    process.stdout.write(
      renderTable(
        [{ title: 'WHAT' }, { title: 'CPU S' }, { title: 'WALL S' }, { title: 'PEAK MB' }, { title: 'NOTE' }],
        [...ingested(program, folder, Number(values.events)), ...asked(program, join(folder, 'store'))],
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ingested(program: string, folder: string, events: number): readonly (readonly string[])[] {
  const [logs, small] = [join(folder, 'logs'), join(folder, 'small')];
  write(logs, { files: Math.ceil(events / RECORDS_PER_FILE), recordsPerFile: RECORDS_PER_FILE, share: 1 });
  write(small, { files: SMALL_FILES, recordsPerFile: SMALL_RECORDS, share: 0 });
  const whole = measuredProcess([program, 'ingest', logs, '--local', join(folder, 'store')]);
  const foreign = measuredProcess([program, 'ingest', small, '--local', join(folder, 'small-store')]);
  const bytes = sizeOf(join(folder, 'store')) / events;
  return [
    row(
      `ingest ${events} events`,
      whole,
      `${Math.round(events / whole.cpuSeconds)} a CPU second, ${Math.round(bytes)} bytes each`,
    ),
    row(`ingest ${SMALL_FILES} small files without any`, foreign, ''),
  ];
}

function asked(program: string, store: string): readonly (readonly string[])[] {
  const start = measuredProcess([program, '--version']);
  const bare = measuredProcess([process.execPath, '-e', '0']);
  const rows = QUESTIONS.map((question) => {
    const cost = measuredProcess([program, ...question, '--local', store]);
    return row(
      question.join(' '),
      cost,
      `${Math.round(1_000 * (cost.cpuSeconds - start.cpuSeconds))} ms beyond the start`,
    );
  });
  return [row('node -e 0', bare, ''), row('the start: --version', start, ''), ...rows];
}

function write(
  folder: string,
  { files, recordsPerFile, share }: { files: number; recordsPerFile: number; share: number },
): void {
  const corpus = generatedCorpus({
    seed: 1,
    files,
    recordsPerFile,
    systemsManagerShare: share,
    from: '2026-03-02T00:00:00Z',
  });
  mkdirSync(folder);
  for (const { key, body } of corpus) writeFileSync(join(folder, basename(key)), gzipSync(body, { level: 1 }));
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function row(
  what: string,
  { cpuSeconds, wallSeconds, peakBytes = 0, isDone }: ProcessCost,
  note: string,
): readonly string[] {
  return [what, cpuSeconds.toFixed(2), wallSeconds.toFixed(2), (peakBytes / 1e6).toFixed(0), isDone ? note : 'failed'];
}

main();
