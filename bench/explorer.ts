import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { renderTable } from '../lib/cli/render/render-table';
import { generatedCorpus } from '../samples/generated-corpus';
import { DIST, PROJECT_ROOT } from '../scripts/project-root';
import { type Asked, BenchedExplorer, firstRowsInBrowser } from './benched-explorer';
import { measuredProcess } from './measured-process';

const RECORDS_PER_FILE = 1_000;

/** How soon the first rows have to come, in milliseconds, at 100,000 events. */
const MOST_FIRST_ROWS_MS = 300;
/** How soon a browser has to show them after its address is opened. */
const MOST_SHOWN_MS = 1_000;

const RUNS = 9;

/** What pages ask first. The first of them is asked of an explorer that has only just started. */
const QUESTIONS = ['', '?since=all&no-agent', '?since=all', '?actor=mateo.jackson&since=all', '?denied&since=all'];

/** `npm run bench:explorer -- [--events N] [--store DIR]`: `--store` is a local store that is there already. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '100000' }, store: { type: 'string' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-bench-'));
  try {
    const store = values.store ?? filled(folder, Number(values.events));
    const samples = firstRun(folder);
    const lines = [
      ...(await answered(store)),
      ...(await shown('the page in Chromium', store, RUNS)),
      ...(await shown('the first page after npm start in Chromium', samples, 1)),
    ];
    const titles = ['ASKED', 'FIRST ROWS MS', 'AT MOST', 'WHOLE ANSWER MS', 'ROWS'].map((title) => ({ title }));
    process.stdout.write(renderTable(titles, lines.map(cells)));
    process.stdout.write(
      `load ${loadavg()[0]?.toFixed(1)}; medians of ${RUNS} runs, but for what is asked or shown first\n`,
    );
    process.exitCode = lines.some(({ firstMs, mostMs }) => firstMs > mostMs) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One line of the answer. */
interface Line extends Asked {
  readonly what: string;
  readonly mostMs: number;
}

function filled(folder: string, events: number): string {
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const files = Math.ceil(events / RECORDS_PER_FILE);
  const corpus = { seed: 1, files, recordsPerFile: RECORDS_PER_FILE, systemsManagerShare: 1 };
  for (const { key, body } of generatedCorpus({ ...corpus, from: '2026-03-02T00:00:00Z' }))
    writeFileSync(join(logs, basename(key)), gzipSync(body, { level: 1 }));
  const store = join(folder, 'store');
  const { isDone } = measuredProcess([join(PROJECT_ROOT, 'bin', 'ssm-audit'), 'ingest', logs, '--local', store]);
  if (!isDone) throw new Error(`the log files in ${logs} could not be ingested`);
  return store;
}

/** The store that `npm start` makes of the samples. */
function firstRun(folder: string): string {
  const program = join(DIST, 'first-run.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm start failed: ${stderr}`);
  return join(folder, '.ssm-audit');
}

async function answered(store: string): Promise<readonly Line[]> {
  const explorer = await BenchedExplorer.start(store);
  try {
    const first = await explorer.ask('');
    const lines: Line[] = [{ what: 'the first page of a new explorer', mostMs: MOST_FIRST_ROWS_MS, ...first }];
    for (const question of QUESTIONS) {
      const asked: Asked[] = [];
      for (let run = 0; run < RUNS; run += 1) asked.push(await explorer.ask(question));
      lines.push({
        what: question === '' ? 'the first page again' : question,
        mostMs: MOST_FIRST_ROWS_MS,
        ...median(asked),
      });
    }
    return lines;
  } finally {
    await explorer.stop();
  }
}

/** From opening the address in Chromium to a row on the screen. Nothing where there is no browser. */
async function shown(what: string, store: string, runs: number): Promise<readonly Line[]> {
  const explorer = await BenchedExplorer.start(store);
  try {
    const asked = await firstRowsInBrowser(explorer.url, runs);
    if (asked === undefined) process.stderr.write('there is no Chromium here: the browser is left out\n');
    return asked ? [{ what, mostMs: MOST_SHOWN_MS, ...median(asked) }] : [];
  } finally {
    await explorer.stop();
  }
}

function median(asked: readonly Asked[]): Asked {
  const middle = (of: (each: Asked) => number) => asked.map(of).sort((a, b) => a - b)[asked.length >> 1] ?? Number.NaN;
  return {
    firstMs: middle(({ firstMs }) => firstMs),
    wholeMs: middle(({ wholeMs }) => wholeMs),
    rows: middle(({ rows }) => rows),
  };
}

function cells({ what, firstMs, mostMs, wholeMs, rows }: Line): readonly string[] {
  return [what, firstMs.toFixed(0), `${mostMs}${firstMs > mostMs ? ': MISSED' : ''}`, wholeMs.toFixed(0), String(rows)];
}

void main();
