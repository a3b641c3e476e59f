import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { SeededRandom } from '../../samples/seeded-random';
import type { FaultCounts } from './faulty-requests';
import type { WorkerSettings } from './worker-settings';

const ROOT = join(__dirname, '..', '..');

/** What a worker finds its libraries by, from where it is built. */
export const WORKER_LIBRARIES = { NODE_PATH: join(ROOT, 'node_modules') };

/** Builds a worker into one file, so that a process which is killed soon is started soon. */
export function buildWorker(folder: string, worker: 'ingest-worker' | 'local-worker'): string {
  const file = join(folder, `${worker}.cjs`);
  const esbuild = join(ROOT, 'node_modules', 'esbuild', 'bin', 'esbuild');
  const form = ['--bundle', '--platform=node', '--format=cjs', '--external:libsql'];
  const options = [...form, '--log-level=error', `--outfile=${file}`];
  execFileSync(esbuild, [join(__dirname, `${worker}.ts`), ...options], { cwd: ROOT });
  return file;
}

/** Worker processes, one after the other: each ends by being killed, and the next takes its place. */
export class WorkerProcesses {
  readonly counts: FaultCounts = {};
  /** Processes that were killed in the middle of their work. */
  kills = 0;
  private process: ChildProcess | undefined;
  private isStopped = false;
  private failure: Error | undefined;

  constructor(
    private readonly file: string,
    private readonly settings: Omit<WorkerSettings, 'seed' | 'requests'>,
    private readonly random: SeededRandom,
    /** How many requests a process makes on average. */
    private readonly requestsALife: number,
  ) {}

  start(): void {
    const requests = 1 + this.random.below(2 * this.requestsALife);
    const settings: WorkerSettings = { ...this.settings, seed: this.random.below(2 ** 31), requests };
    const env = {
      ...process.env,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
      NODE_NO_WARNINGS: '1',
    };
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    this.process = spawn(process.execPath, [this.file, JSON.stringify(settings)], { env, stdio: [...stdio] });
    this.process.on('message', (counts: FaultCounts) => this.add(counts));
    this.process.on('exit', (_, signal) => this.next(signal));
  }

  stop(): void {
    this.isStopped = true;
    this.process?.kill('SIGKILL');
  }

  /** Throws where a process ended otherwise than by being killed: no other took its place. */
  requireWork(): void {
    if (this.failure) throw this.failure;
  }

  private next(signal: NodeJS.Signals | null): void {
    if (this.isStopped) return;
    if (signal !== 'SIGKILL') {
      this.failure = new Error(`an ingest worker ended by itself (${signal ?? 'without a signal'}): see its stderr`);
      return;
    }
    this.kills += 1;
    this.start();
  }

  private add(counts: FaultCounts): void {
    for (const [kind, count] of Object.entries(counts)) this.counts[kind] = (this.counts[kind] ?? 0) + count;
  }
}
