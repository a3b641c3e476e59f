import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStoreFailedError } from '../../lib/adapters/sqlite/local-store-failed-error';
import { databaseFile } from '../../lib/local/local-store-folder';
import { SeededRandom } from '../../samples/seeded-random';
import { type TrailFolder, trailFolder } from '../cli/trail-folder';
import { signer } from '../core/integrity/signed-trail';
import { type EndedProcess, type ProcessEnd, runUntilEnded } from './killed-ingest';
import { brokenPromises, type ExpectedEvents, expectedEvents } from './local-store-proof';

/** How a run goes. */
export interface KillRunOptions {
  readonly seed: number;
  /** How many processes are killed at least. */
  readonly kills: number;
  /** Hours of deliveries, of three log files each. */
  readonly hours: number;
  readonly recordsPerFile: number;
}

/** What a run came to. */
export interface KillRun {
  kills: number;
  /** Processes that found the disk full. */
  full: number;
  /** Write-ahead logs that lost their end, or all. */
  cutLogs: number;
  /** Stores that said after such a cut that they are damaged, and were filled again. */
  refilled: number;
  /** Questions that were asked while a process wrote. */
  questions: number;
  /** Stores that were filled from nothing to the end. */
  stores: number;
  /** What is wrong; empty where everything is as it must be. */
  readonly problems: string[];
}

/** One process of so many meets a full disk; beside one of so many, somebody asks; one log of so many is cut. */
const FULL = 6;
const ASKED = 4;
const CUT = 3;

/** How much is drawn beyond what is left to do, so that some processes come to the end, and the least that is left. */
const BEYOND = 1.2;
const LEAST_PART = 20;

/** What a full disk leaves on stderr: one line. */
const ONE_LINE = /^ssm-audit: cannot (?:use|make) the local store [^\n]*\n$/;

/** What is said of the metadata of the last digest, which lies among the log files. */
const PASSED_OVER = /^ssm-audit: [^\n]*: 1 passed over [^\n]*\n/;

/** What a question may say before the first rows are there. */
const NOTHING_YET = /has nothing in it yet|is not a local store|there is no local store/;

/**
 * Fills local stores by `ssm-audit ingest`, whose processes are killed at random steps of their work, meet a full disk, and lose the end of
 * what they wrote. Looks after each whether the store keeps its promises, and at the end whether `verify` finds all of it.
 */
export async function runWithKills(options: KillRunOptions, onKill: (run: KillRun) => void = () => undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-kills-'));
  try {
    const run = new KilledIngests(folder, options, onKill);
    return await run.all();
  } finally {
    await rm(folder, { recursive: true });
  }
}

class KilledIngests {
  private readonly run: KillRun = { kills: 0, full: 0, cutLogs: 0, refilled: 0, questions: 0, stores: 0, problems: [] };
  private readonly random: SeededRandom;
  private readonly trail: TrailFolder;
  private readonly expected: ExpectedEvents;
  private store = '';
  /** How many steps a process makes that nothing ends, and how many the processes of this store have made. */
  private wholeSteps = 0;
  private madeSteps = 0;

  constructor(
    private readonly folder: string,
    private readonly options: KillRunOptions,
    private readonly onKill: (run: KillRun) => void,
  ) {
    this.random = new SeededRandom(options.seed);
    const signers = Array<ReturnType<typeof signer>>(options.hours).fill(signer('key'));
    this.trail = trailFolder(folder, { signers, recordsPerFile: options.recordsPerFile });
    this.expected = expectedEvents(this.trail.trail, (key) => join(this.trail.logs, key));
  }

  async all(): Promise<KillRun> {
    const whole = await runUntilEnded(this.ingest('whole'));
    this.wholeSteps = whole.steps;
    if (whole.steps === 0) this.run.problems.push('no statement counts as a step: the program loads SQLite otherwise');
    if (whole.code !== 0) this.run.problems.push(`an ingest that nothing ends fails: ${whole.stderr}`);
    while (this.run.kills < this.options.kills && this.run.problems.length === 0) await this.fillOne();
    return this.run;
  }

  private async fillOne(): Promise<void> {
    this.store = `store-${this.run.stores}`;
    this.madeSteps = 0;
    while (!(await this.isFilledBy(await this.oneProcess()))) {
      if (this.run.problems.length > 0) return;
    }
    this.run.stores += 1;
    await this.verify();
  }

  /** One process, and what becomes of it and of the files that it leaves. */
  private async oneProcess(): Promise<EndedProcess> {
    const end = this.random.below(FULL) === 0 ? { mostBytes: await this.someBytes() } : undefined;
    const killed = this.someStep();
    const ending = runUntilEnded(this.ingest(this.store), end ?? killed);
    if (this.random.below(ASKED) === 0) await this.askUntil(ending);
    const ended = await ending;
    if (end && ended.code !== 0) this.noteFull(ended);
    if (ended.code === null) {
      this.run.kills += 1;
      this.madeSteps += killed.killedAt;
      this.onKill(this.run);
      await this.lose();
    }
    return ended;
  }

  private noteFull({ code, stderr }: EndedProcess): void {
    this.run.full += 1;
    if (code !== 1 || !ONE_LINE.test(stderr.replace(PASSED_OVER, '')))
      this.run.problems.push(`a full disk ends with ${code} and says: ${stderr}`);
  }

  /** Whether all is there: after the last process, which nothing ended. */
  private async isFilledBy({ code }: EndedProcess): Promise<boolean> {
    try {
      this.run.problems.push(...(await brokenPromises(this.path(this.store), this.expected)));
      return code === 0;
    } catch (error) {
      if (!(error instanceof LocalStoreFailedError) || error.failure !== 'corrupt') throw error;
      this.run.refilled += 1;
      this.madeSteps = 0;
      await rm(this.path(this.store), { recursive: true });
      return false;
    }
  }

  /** Takes away what a power cut may: what was not yet on the disk of the log, and what only memory had. */
  private async lose(): Promise<void> {
    const database = databaseFile(this.path(this.store));
    if (this.random.below(2) === 0) await rm(`${database}-shm`, { force: true });
    const size = await sizeOf(`${database}-wal`);
    if (size === 0 || this.random.below(CUT) > 0) return;
    this.run.cutLogs += 1;
    await rm(`${database}-shm`, { force: true });
    await truncate(`${database}-wal`, this.random.below(size));
  }

  /** Asks again and again until a process has ended. */
  private async askUntil(ending: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = ending.then(() => {
      isOver = true;
    });
    while (!isOver) {
      const { code, stderr } = await runUntilEnded(['query', '--limit', '1', '--local', this.path(this.store)]);
      this.run.questions += 1;
      if (code !== 0 && !NOTHING_YET.test(stderr)) this.run.problems.push(`a question fails with ${code}: ${stderr}`);
    }
    await over;
  }

  private async verify(): Promise<void> {
    const { logs, keys } = this.trail;
    const flags = [
      '--logs',
      logs,
      '--keys',
      keys,
      '--since',
      '2026-03-02',
      '--until',
      '2026-03-09',
      '--output',
      'json',
    ];
    const { code, stdout, stderr } = await runUntilEnded(['verify', '--rows', ...flags, ...this.local(this.store)]);
    if (code !== 0) this.run.problems.push(`verify ends with ${code}: ${stdout} ${stderr}`);
    const events = [...this.expected.values()].flat().length;
    const { rows } = JSON.parse(stdout || '{}');
    if (rows?.valid !== events) this.run.problems.push(`verify finds ${rows?.valid} of ${events} events`);
  }

  /** Which step a process is killed at: one of those that are left to do, or now and then one after the last. */
  private someStep(): ProcessEnd & { readonly killedAt: number } {
    const left = Math.max(this.wholeSteps - this.madeSteps, this.wholeSteps / LEAST_PART);
    return { killedAt: this.random.below(Math.ceil(left * BEYOND)), isKilledByParent: this.random.below(2) === 0 };
  }

  /** So many bytes that a process meets them sooner or later. */
  private async someBytes(): Promise<number> {
    const database = databaseFile(this.path('whole'));
    return this.random.below(Math.ceil((await sizeOf(database)) * 1.5)) + 1;
  }

  private ingest(store: string): readonly string[] {
    return ['ingest', this.trail.logs, ...this.local(store)];
  }

  private local(store: string): readonly string[] {
    return ['--local', this.path(store)];
  }

  private path(store: string): string {
    return join(this.folder, store);
  }
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
