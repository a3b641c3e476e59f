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

/** The most resident memory of an export, whatever its size. */
const MOST_PEAK_MB = 300;

const PROGRAM = join(PROJECT_ROOT, 'bin', 'ssm-audit');

/** What is exported. */
const EXPORTS: readonly (readonly string[])[] = [
  ['--schema', 'event'],
  ['--schema', 'ocsf'],
  ['--format', 'ndjson'],
];

/** `npm run bench:export -- [--events N] [--store DIR]`: `--store` is a local store that is there already. */
function main(): void {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '1000000' }, store: { type: 'string' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-bench-'));
  try {
    const store = values.store ?? filledStore(folder, Number(values.events));
    const lines = EXPORTS.map((words) => exported(store, folder, words));
    process.stdout.write(
      renderTable(
        [{ title: 'WHAT' }, { title: 'CPU S' }, { title: 'PEAK MB' }, { title: 'MB WRITTEN' }],
        lines.map(({ words, cost, bytes }) => [
          `export ${words.join(' ')}`,
          cost.cpuSeconds.toFixed(1),
          megabytes(cost.peakBytes ?? 0),
          megabytes(bytes),
        ]),
      ),
    );
    process.exitCode = lines.every(({ cost }) => cost.isDone && isSmall(cost)) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A store of so many events of a few hours, which all are of one day. */
function filledStore(folder: string, events: number): string {
  const [logs, store] = [join(folder, 'logs'), join(folder, 'store')];
  mkdirSync(logs);
  const files = Math.ceil(events / RECORDS_PER_FILE);
  const corpus = {
    seed: 1,
    files,
    recordsPerFile: RECORDS_PER_FILE,
    systemsManagerShare: 1,
    from: '2026-03-02T00:00:00Z',
  };
  for (const { key, body } of generatedCorpus(corpus)) {
    writeFileSync(join(logs, basename(key)), gzipSync(body, { level: 1 }));
  }
  if (!measuredProcess([PROGRAM, 'ingest', logs, '--local', store]).isDone) throw new Error(`${logs} was not ingested`);
  return store;
}

function exported(store: string, folder: string, words: readonly string[]) {
  const to = mkdtempSync(join(folder, 'export-'));
  const cost = measuredProcess([PROGRAM, 'export', '--local', store, '--since', 'all', '--to', to, ...words]);
  const files = readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return { words, cost, bytes };
}

function isSmall({ peakBytes = 0 }: ProcessCost): boolean {
  return peakBytes < MOST_PEAK_MB * 1e6;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

main();
