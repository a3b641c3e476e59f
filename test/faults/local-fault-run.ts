import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SeededRandom } from '../../samples/seeded-random';
import { type FaultCounts, summed } from './faulty-requests';
import { type DayFile, type GeneratedDay, generatedDay } from './generated-day';
import { differences, filledStore } from './local-store-content';
import { brokenPromises, type ExpectedEvents, expectedOf } from './local-store-proof';
import type { LocalWorkerReport, LocalWorkerSettings } from './local-worker-settings';
import { buildWorker, WORKER_LIBRARIES } from './worker-processes';

/** How a run goes. The same options make the same files in the same order, and draw the same faults. */
export interface LocalFaultRunOptions {
  readonly seed: number;
  readonly files: number;
  readonly recordsPerFile: number;
  readonly systemsManagerShare: number;
  /** The share of files whose reading goes wrong while the disk is in trouble, from 0 to 1. */
  readonly faultShare: number;
  /** How many statements that write a process makes on average before it is killed. */
  readonly statementsALife: number;
}

/** What a run came to. */
export interface LocalFaultRun {
  readonly files: number;
  /** Records that were to be rows. */
  readonly records: number;
  readonly kills: number;
  /** Processes that ended because the database failed. */
  readonly failures: number;
  readonly faults: FaultCounts;
  readonly seconds: number;
  /** What is wrong; empty where everything is as it must be. */
  readonly problems: readonly string[];
}

/** One file of so many is given twice. */
const GIVEN_TWICE = 10;

/** One statement of as many as this many lives have goes wrong: some processes fail, more are killed. */
const LIVES_A_FAULT = 2;

/** A run that takes more processes than this makes no progress. */
const MOST_PROCESSES = 2_000;

/** How a worker says that the database failed. */
const STORE_FAILED = /^LocalStoreFailedError: cannot use the local store /;

/** Neither faults nor an early end. */
const WELL = { readShare: 0, oneStatementOf: 0, statements: 0 };

/**
 * Fills a local store with a day of deliveries while statements fail, files cannot be read and processes are killed. Looks
 * after each process whether the store keeps its promises, and compares it in the end with one that nothing disturbed.
 */
export async function runWithLocalFaults(
  options: LocalFaultRunOptions,
  onProgress: (processes: number) => void = () => undefined,
): Promise<LocalFaultRun> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-local-faults-'));
  try {
    return await new LocalFaults(folder, options, onProgress).all();
  } finally {
    await rm(folder, { recursive: true });
  }
}

class LocalFaults {
  private readonly random: SeededRandom;
  private readonly day: GeneratedDay;
  private readonly worker: string;
  private readonly expected: ExpectedEvents;
  private readonly problems: string[] = [];
  private faults: FaultCounts = {};
  private kills = 0;
  private failures = 0;

  constructor(
    private readonly folder: string,
    private readonly options: LocalFaultRunOptions,
    private readonly onProgress: (processes: number) => void,
  ) {
    this.random = new SeededRandom(options.seed);
    this.day = generatedDay({ ...options, bucket: 'local' }, this.random);
    this.worker = buildWorker(folder, 'local-worker');
    this.expected = expectedOf(this.day.files, (key) => this.pathOf(key));
  }

  async all(): Promise<LocalFaultRun> {
    const started = Date.now();
    await this.deliver();
    const { error } = await this.process('clean', WELL);
    if (error !== undefined) this.problems.push(`a process that nothing disturbs fails: ${error}`);
    while (this.problems.length === 0 && !(await this.isFilled())) this.onProgress(this.kills + this.failures);
    const [clean, found] = [await filledStore(this.path('clean')), await filledStore(this.path('store'))];
    this.problems.push(...differences(clean, found, this.day.records, this.expected.size));
    const { kills, failures, faults, problems } = this;
    const seconds = (Date.now() - started) / 1_000;
    const of = { files: this.day.files.length, records: this.day.records.size };
    return { ...of, kills, failures, faults, seconds, problems };
  }

  /** One process and what it leaves; whether it was the last. */
  private async isFilled(): Promise<boolean> {
    const { statementsALife, faultShare } = this.options;
    const { error, failedFiles } = await this.process('store', {
      statements: 1 + this.random.below(2 * statementsALife),
      oneStatementOf: LIVES_A_FAULT * statementsALife,
      readShare: this.random.below(2) === 0 ? faultShare : 0,
    });
    if (error !== undefined) this.failures += 1;
    if (error !== undefined && !STORE_FAILED.test(error)) this.problems.push(`a process fails otherwise: ${error}`);
    if (this.kills + this.failures > MOST_PROCESSES) this.problems.push(`not filled by ${MOST_PROCESSES} processes`);
    this.problems.push(...(await brokenPromises(this.path('store'), this.expected)));
    return failedFiles === this.day.broken.length;
  }

  private async process(store: string, how: typeof WELL): Promise<Partial<LocalWorkerReport>> {
    const seed = this.random.below(2 ** 31);
    const settings: LocalWorkerSettings = { ...how, store: this.path(store), list: this.path('list.json'), seed };
    const env = { ...process.env, ...WORKER_LIBRARIES, NODE_NO_WARNINGS: '1' };
    const child = fork(this.worker, [JSON.stringify(settings)], { env, execArgv: [] });
    let report: Partial<LocalWorkerReport> = {};
    child.on('message', (told: LocalWorkerReport) => {
      report = told;
    });
    const [code, signal] = await once(child, 'close');
    if (signal === 'SIGKILL') this.kills += 1;
    else if (code !== 0) this.problems.push(`a worker ended by itself (${code}): see its stderr`);
    this.faults = summed([this.faults, report.faults ?? {}]);
    return report;
  }

  /** Writes the files, and the list of them in an order that is not theirs. */
  private async deliver(): Promise<void> {
    const { files, broken } = this.day;
    for (const file of [...files, ...broken]) await this.write(file);
    const given = [...files, ...files.filter((_, index) => index % GIVEN_TWICE === 0), ...broken];
    const list = this.random.shuffled(given.map(({ key }) => this.pathOf(key)));
    await writeFile(this.path('list.json'), JSON.stringify(list));
  }

  private async write({ key, content }: DayFile): Promise<void> {
    await mkdir(dirname(this.pathOf(key)), { recursive: true });
    await writeFile(this.pathOf(key), content);
  }

  private pathOf(key: string): string {
    return join(this.folder, 'logs', key);
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}
