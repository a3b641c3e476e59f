import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderTable } from '../lib/cli/render/render-table';
import { type Contender, contenders, EXTRACT, ON_FOLDERS } from './contenders';
import { type Corpus, corpusPlans, joinLogs, writeBomb, writeCorpus } from './corpus';
import { type Measurement, measure } from './measurement';
import { smallFilesPlans, writeSmallFiles } from './small-files';
import { type Target, targets } from './targets';

/** `npm run bench -- [--quick] [--runs N] [--logs DIR] [--json]`; bench/README.md tells what it does. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      logs: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const runs = Number(flags.runs ?? (flags.quick ? 3 : 7));
  if (!existsSync(join(__dirname, '../dist'))) throw new Error('there is no dist: run npm run build first');
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-bench-'));
  try {
    const measurements = await measured(folder, flags.quick, flags.logs, runs);
    const found = targets(measurements);
    process.stdout.write(flags.json ? asJson(measurements, found, runs) : asText(measurements, found));
    process.exitCode = found.every(({ isMet }) => isMet) || flags.quick ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measured(
  folder: string,
  isQuick: boolean,
  logs: string | undefined,
  runs: number,
): Promise<readonly Measurement[]> {
  const all = contenders();
  const measurements: Measurement[] = [];
  const take = (corpus: Corpus, those: readonly Contender[]) => {
    process.stderr.write(`${corpus.name}: ${(corpus.bytes / 1e6).toFixed(0)} MB\n`);
    measurements.push(...measure(corpus, those, runs));
  };
  for (const plan of corpusPlans(isQuick)) {
    const those = plan.name === 'large' ? all.filter(({ takesLarge }) => takesLarge) : all;
    take(await writeCorpus(plan, folder), those);
  }
  for (const plan of smallFilesPlans(isQuick)) take(writeSmallFiles(plan, folder), ON_FOLDERS);
  if (logs !== undefined) take(await joinLogs(logs, folder), all);
  take(await writeBomb(folder), [EXTRACT]);
  return measurements;
}

function asJson(measurements: readonly Measurement[], found: readonly Target[], runs: number): string {
  const machine = { node: process.version, cpu: cpus()[0]?.model, runs };
  return `${JSON.stringify({ machine, measurements, targets: found })}\n`;
}

function asText(measurements: readonly Measurement[], found: readonly Target[]): string {
  const titles = ['CORPUS', 'WHAT', 'CPU S', 'ZCATS', 'WALL S', 'MB/CPU S', 'PEAK MB', 'EXIT'];
  const rows = measurements.map((measurement) => row(measurement, measurements));
  const verdicts = found.map(({ what, found: number, wanted, isMet }) => [
    what,
    number.toFixed(2),
    wanted,
    isMet ? 'met' : 'MISSED',
  ]);
  return `${table(titles, rows)}\n${table(['TARGET', 'FOUND', 'WANTED', ''], verdicts)}`;
}

function row(measurement: Measurement, all: readonly Measurement[]): readonly string[] {
  const { corpus, contender, bytes, cpuSeconds, wallSeconds, peakBytes, isDone } = measurement;
  const zcat = all.find((other) => other.corpus === corpus && other.contender === 'zcat');
  return [
    corpus,
    contender,
    cpuSeconds.toFixed(3),
    zcat === undefined ? '' : (cpuSeconds / zcat.cpuSeconds).toFixed(2),
    wallSeconds.toFixed(3),
    (bytes / 1e6 / cpuSeconds).toFixed(0),
    peakBytes === undefined ? '' : (peakBytes / 1e6).toFixed(0),
    isDone ? 'well' : 'failed',
  ];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return renderTable(
    titles.map((title) => ({ title })),
    rows,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
