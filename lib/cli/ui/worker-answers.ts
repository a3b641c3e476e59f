import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectPath } from '../../adapters/folder/project-path';
import type { AnswerRequest, Answers, Send } from '../../adapters/http/answers';
import type { AskedStore } from './store-answers';
import { errorOf, type FromWorker, type ToWorker } from './worker-protocol';

/** Where a build leaves the thread's program. */
const PROGRAM = join('dist', 'explorer-worker.cjs');

/** How long the thread may take to close the store by itself, in milliseconds. */
const CLOSING_MS = 1_000;

/** An answer that is awaited. */
interface Awaited {
  readonly send: Send;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The thread that reads the store has ended by itself. */
class ThreadEndedError extends Error {
  constructor(reason: string) {
    super(`the store can no longer be read (${reason}): end ssm-audit ui with Ctrl-C, and start it again`);
    this.name = 'ThreadEndedError';
  }
}

/**
 * Answers from a local store that another thread reads. SQLite stops the thread that reads: here, nothing keeps the server from
 * other requests, or from hearing that a client is gone.
 */
export class WorkerAnswers implements Answers {
  private readonly awaited = new Map<number, Awaited>();
  private asked = 0;
  private ended: Error | undefined;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: FromWorker) => void this.hear(message));
    worker.on('error', (error) => this.fail(new ThreadEndedError(error.message)));
    worker.on('exit', () => this.fail(new ThreadEndedError('its thread has ended')));
  }

  /** Starts the thread and opens the store. Rejects as commands do if the store cannot be read. */
  static async open(asked: AskedStore): Promise<WorkerAnswers> {
    const program = projectPath(PROGRAM);
    if (program === undefined) throw new Error(`${PROGRAM} is missing: not built: run npm ci, or npm run build`);
    const worker = new Worker(program, { workerData: asked });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (message: FromWorker) =>
        message.kind === 'not open' ? reject(errorOf(message.error)) : resolve(),
      );
    });
    return new WorkerAnswers(worker);
  }

  answer(request: AnswerRequest, send: Send, signal: AbortSignal): Promise<void> {
    if (this.ended) return Promise.reject(this.ended);
    this.asked += 1;
    const id = this.asked;
    const answered = new Promise<void>((resolve, reject) => this.awaited.set(id, { send, resolve, reject }));
    signal.addEventListener('abort', () => this.tell({ kind: 'abort', id }));
    this.tell({ kind: 'ask', id, request });
    return answered;
  }

  async close(): Promise<void> {
    const exited = new Promise((resolve) => this.worker.once('exit', resolve));
    if (this.ended) return;
    this.tell({ kind: 'close' });
    // A thread that is in the middle of something hears nothing. It only reads, so that nothing is lost if it is cut.
    const cut = setTimeout(() => void this.worker.terminate(), CLOSING_MS);
    await exited;
    clearTimeout(cut);
  }

  private async hear(message: FromWorker): Promise<void> {
    if (message.kind === 'part') {
      await this.awaited.get(message.id)?.send(message.part);
      this.tell({ kind: 'taken', id: message.id });
    } else if (message.kind === 'end') {
      const awaited = this.awaited.get(message.id);
      this.awaited.delete(message.id);
      if (message.error) awaited?.reject(errorOf(message.error));
      else awaited?.resolve();
    }
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.awaited.values()) reject(error);
    this.awaited.clear();
  }

  private tell(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
