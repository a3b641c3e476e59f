import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CliRun } from './cli-run';

/** What to run. */
export interface SharedRun {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const HOST = join(__dirname, 'command-line-host.mjs');

/**
 * A process that runs the built command line again and again, for one test file. What a process of its own spends on loading
 * and compiling is most of what a small question costs.
 */
export class SharedProgram {
  private process: ChildProcess | undefined;
  private running = false;

  /** Whether a run has not ended yet. The process runs one at a time. */
  get isBusy(): boolean {
    return this.running;
  }

  /** Rejects if the process ends instead of answering. */
  async run(run: SharedRun): Promise<CliRun> {
    this.running = true;
    try {
      return await this.answer(run);
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    this.process?.kill('SIGKILL');
    this.process = undefined;
  }

  private async answer(run: SharedRun): Promise<CliRun> {
    this.process ??= start();
    const ended = new AbortController();
    const { signal } = ended;
    this.process.send(run);
    try {
      return await Promise.race([
        once(this.process, 'message', { signal }).then(([answer]) => answer as CliRun),
        once(this.process, 'exit', { signal }).then(([code]) => {
          this.process = undefined;
          throw new Error(`the shared program ended with ${code} while it ran ${run.words.join(' ')}`);
        }),
      ]);
    } finally {
      ended.abort();
    }
  }
}

/** Its stdout and stderr are no terminals, wherever the tests run. What comes there itself is a fault of the host. */
function start(): ChildProcess {
  const host = fork(HOST, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  host.stdout?.resume();
  host.stderr?.pipe(process.stderr, { end: false });
  return host;
}
