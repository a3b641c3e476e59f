import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { renderTable } from '../lib/cli/render/render-table';
import { generatedCorpus } from '../samples/generated-corpus';
import { PROJECT_ROOT } from '../scripts/project-root';
import { besideWriter } from './local-beside';
import { localContenders } from './local-contenders';
import { leastOf, measuredProcess, type ProcessCost } from './measured-process';

const RECORDS_PER_FILE = 1_000;

/** Small files of other services, as most files of most trails are. */
const SMALL_FILES = 4_000;
const SMALL_RECORDS = 5;

const ACTOR = 'mateo.jackson';

interface Question {
  readonly words: readonly string[];
  readonly mostMs?: number;
}

/** How often what takes milliseconds is measured. */
const RUNS = 9;

/** How many starts of Node.js one is at most that opens a store. */
const MOST_STARTS = 2.5;

/** What is asked of the filled store, and how many milliseconds it may take beyond the program's start, at a million events. */
const QUESTIONS: readonly Question[] = [
  { words: ['status'], mostMs: 20 },
  { words: ['query', '--actor', ACTOR, '--limit', '100'], mostMs: 20 },
  { words: ['query', '--denied', '--limit', '100'], mostMs: 20 },
  { words: ['query', '--limit', '100', '--output', 'json'], mostMs: 30 },
  { words: ['query', '--output', 'table'], mostMs: 30 },
  { words: ['query', '--no-agent', '--writes', '--output', 'table'], mostMs: 60 },
  { words: ['query', '--where', 'requestParameters.nothing=nowhere'], mostMs: 25_000 },
  { words: ['summary', '--since', 'all'], mostMs: 3_000 },
  { words: ['summary', '--since', 'all', '--agent'] },
  { words: ['summary', '--since', 'all', '--actor', ACTOR] },
];

const LEAST_EVENTS_A_SECOND = 2_500;
const MOST_BYTES = 1_300;
const MOST_PEAK_MB = 200;
const MOST_SMALL_SECONDS = 2;

/** How many log files are ingested beside questions, and how long none of these may wait, in milliseconds. */
const MOST_FILES_BESIDE = 100;
const MOST_WAIT_MS = 300;

/** One line of the answer. A bound that is missed is told. */
interface Line {
  readonly what: string;
  readonly cost: ProcessCost;
  readonly note?: string;
  readonly isMissed?: boolean;
}

/** Whether V8 takes the code that the build left of its scripts: without it, each start compiles what it runs. */
const TAKES_CODE = `
const { readFileSync } = require('node:fs');
const files = process.argv.slice(1);
for (let at = 0; at < files.length; at += 2) {
  const [source, cachedData] = [readFileSync(files[at], 'latin1'), readFileSync(files[at + 1])];
  if (new (require('node:vm').Script)(source, { filename: files[at], cachedData }).cachedDataRejected) process.exitCode = 1;
}
if (files.length === 0) process.exitCode = 1;`;

/** `npm run bench:local -- [--events N] [--program PATH]`: `--program` is the `bin/ssm-audit` of another checkout. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '100000' }, program: { type: 'string' } },
  });
  const program = values.program ?? join(PROJECT_ROOT, 'bin', 'ssm-audit');
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-bench-'));
  try {
    const events = Number(values.events);
    const filled = [...ingested(program, folder, events), await askedBeside(program, folder, events)];
    const lines = [...filled, ...asked(program, join(folder, 'store')), ...others(folder)];
    process.stdout.write(
      renderTable(
        [{ title: 'WHAT' }, { title: 'CPU S' }, { title: 'WALL S' }, { title: 'PEAK MB' }, { title: 'NOTE' }],
        lines.map(cells),
      ),
    );
    process.exitCode = lines.some(({ isMissed, cost }) => isMissed || !cost.isDone) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ingested(program: string, folder: string, events: number): readonly Line[] {
  const [logs, small] = [join(folder, 'logs'), join(folder, 'small')];
  write(logs, { files: Math.ceil(events / RECORDS_PER_FILE), recordsPerFile: RECORDS_PER_FILE, share: 1 });
  write(small, { files: SMALL_FILES, recordsPerFile: SMALL_RECORDS, share: 0 });
  const whole = measuredProcess([program, 'ingest', logs, '--local', join(folder, 'store')]);
  const foreign = measuredProcess([program, 'ingest', small, '--local', join(folder, 'small-store')]);
  const [speed, bytes] = [events / whole.cpuSeconds, sizeOf(join(folder, 'store')) / events];
  return [
    {
      what: `ingest ${events} events`,
      cost: whole,
      note: `${Math.round(speed)} a CPU second (at least ${LEAST_EVENTS_A_SECOND}), ${Math.round(bytes)} bytes each (at most ${MOST_BYTES}), peak at most ${MOST_PEAK_MB} MB`,
      isMissed: speed < LEAST_EVENTS_A_SECOND || bytes > MOST_BYTES || (whole.peakBytes ?? 0) / 1e6 > MOST_PEAK_MB,
    },
    {
      what: `ingest ${SMALL_FILES} small files without any`,
      cost: foreign,
      note: `at most ${MOST_SMALL_SECONDS} s`,
      isMissed: foreign.cpuSeconds > MOST_SMALL_SECONDS,
    },
  ];
}

/** Questions while a process writes. A wait is time in which the question neither ran nor stood in line for a processor. */
async function askedBeside(program: string, folder: string, events: number): Promise<Line> {
  const [logs, store] = [join(folder, 'logs-beside'), join(folder, 'store-beside')];
  const files = Math.min(Math.ceil(events / RECORDS_PER_FILE), MOST_FILES_BESIDE);
  write(logs, { files, recordsPerFile: RECORDS_PER_FILE, share: 1 });
  const run = await besideWriter([program, 'ingest', logs, '--local', store], store);
  const { questions, failures, longestWaitMs, slowestMs, cpuSeconds, wallSeconds } = run;
  const waits = `longest wait ${Math.round(longestWaitMs)} ms (at most ${MOST_WAIT_MS}), slowest ${Math.round(slowestMs)} ms`;
  return {
    what: `${questions} questions beside an ingest`,
    cost: { cpuSeconds, wallSeconds, isDone: questions > 0 },
    note: `${waits}, failed: ${failures.length}${failures.slice(0, 1).map((reason) => ` (${reason})`)}`,
    isMissed: failures.length > 0 || longestWaitMs > MOST_WAIT_MS,
  };
}

function asked(program: string, store: string): readonly Line[] {
  const ask = ({ words }: Question) => [program, ...words, '--local', store];
  const [short, long] = [QUESTIONS.filter(isShort), QUESTIONS.filter((question) => !isShort(question))];
  const commands = [[process.execPath, '-e', '0'], [program, '--version'], ...short.map(ask)];
  const [bare, start, ...shortCosts] = leastOf(RUNS, commands) as [ProcessCost, ProcessCost, ...ProcessCost[]];
  const costs = [...shortCosts, ...long.map((question) => measuredProcess(ask(question)))];
  const lines = [...short, ...long].map((question, place) => asLine(question, costs[place] as ProcessCost, start));
  return [
    { what: 'node -e 0', cost: bare },
    { what: 'the start: --version', cost: start },
    { what: 'V8 takes the code of the build', cost: takenCode(program) },
    opened(costs[0] as ProcessCost, bare),
    ...lines,
  ];
}

function isShort({ mostMs = Number.POSITIVE_INFINITY }: Question): boolean {
  return mostMs < 1_000;
}

function asLine({ words, mostMs = Number.POSITIVE_INFINITY }: Question, cost: ProcessCost, start: ProcessCost): Line {
  const beyond = 1_000 * (cost.cpuSeconds - start.cpuSeconds);
  const bound = Number.isFinite(mostMs) ? ` (at most ${mostMs})` : '';
  return {
    what: words.join(' '),
    cost,
    note: `${Math.round(beyond)} ms beyond the start${bound}`,
    isMissed: beyond > mostMs,
  };
}

/** `status` opens a store and reads little. */
function opened(status: ProcessCost, bare: ProcessCost): Line {
  const starts = status.cpuSeconds / bare.cpuSeconds;
  const note = `${starts.toFixed(1)} times node -e 0 (at most ${MOST_STARTS})`;
  return { what: 'a store opened: status', cost: status, note, isMissed: starts > MOST_STARTS };
}

/** Each script of the build with the code that V8 made of it. */
function takenCode(program: string): ProcessCost {
  const dist = join(dirname(realpathSync(program)), '../dist');
  const codes = readdirSync(dist).filter((name) => name.endsWith('.code'));
  const files = codes.flatMap((name) => [join(dist, name.replace(/code$/, 'cjs')), join(dist, name)]);
  return measuredProcess([process.execPath, '-e', TAKES_CODE, ...files]);
}

/** The same log files and counts, by others. */
function others(folder: string): readonly Line[] {
  return localContenders().flatMap(({ name, fill, count }) => {
    const database = join(folder, name.replaceAll(' ', '-'));
    return [
      { what: `${name}: the same log files`, cost: measuredProcess(fill(join(folder, 'logs'), database)) },
      { what: `${name}: counts by event and caller`, cost: measuredProcess(count(database)) },
    ];
  });
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

function cells({ what, cost, note = '', isMissed = false }: Line): readonly string[] {
  const { cpuSeconds, wallSeconds, peakBytes = 0, isDone } = cost;
  const told = isDone ? `${note}${isMissed ? ': MISSED' : ''}` : 'failed';
  return [what, cpuSeconds.toFixed(2), wallSeconds.toFixed(2), (peakBytes / 1e6).toFixed(0), told];
}

void main();
