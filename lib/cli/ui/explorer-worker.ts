import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { AnswerPart, Answers } from '../../adapters/http/answers';
import { type AskedStore, StoreAnswers } from './store-answers';
import { WarmedAnswers } from './warmed-answers';
import { type FromWorker, passedError, type ToWorker } from './worker-protocol';

/** An answer that is being given. */
interface Open {
  readonly gone: AbortController;
  /** Lets the next piece come. */
  taken: () => void;
}

/** The thread that reads a local store. Its reads stop nobody but each other, and these take turns. */
class ExplorerWorker {
  private readonly open = new Map<number, Open>();

  constructor(
    private readonly port: MessagePort,
    private readonly answers: Answers,
  ) {
    port.on('message', (message: ToWorker) => void this.hear(message));
  }

  private async hear(message: ToWorker): Promise<void> {
    if (message.kind === 'ask') await this.answer(message);
    else if (message.kind === 'taken') this.open.get(message.id)?.taken();
    else if (message.kind === 'abort') this.end(message.id);
    else await this.close();
  }

  private async answer({ id, request }: ToWorker & { readonly kind: 'ask' }): Promise<void> {
    const open: Open = { gone: new AbortController(), taken: () => undefined };
    this.open.set(id, open);
    try {
      await this.answers.answer(request, (part) => this.give(id, open, part), open.gone.signal);
      this.tell({ kind: 'end', id });
    } catch (error) {
      this.tell({ kind: 'end', id, error: passedError(error) });
    } finally {
      this.open.delete(id);
    }
  }

  /** Gives a piece; resolves when it is written, or when nobody waits for it any more. Pieces that overlap are taken together. */
  private give(id: number, open: Open, part: AnswerPart): Promise<void> {
    if (open.gone.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const before = open.taken;
      open.taken = () => {
        before();
        resolve();
      };
      this.tell({ kind: 'part', id, part });
    });
  }

  private end(id: number): void {
    const open = this.open.get(id);
    open?.gone.abort();
    open?.taken();
  }

  private async close(): Promise<void> {
    for (const id of this.open.keys()) this.end(id);
    await this.answers.close();
    this.port.close();
  }

  private tell(message: FromWorker): void {
    this.port.postMessage(message);
  }
}

async function main(port: MessagePort): Promise<void> {
  try {
    const answers = new WarmedAnswers(await StoreAnswers.open(workerData as AskedStore));
    new ExplorerWorker(port, answers);
    port.postMessage({ kind: 'open' } satisfies FromWorker);
    // It begins while the browser starts. Whatever goes wrong is told to whoever asks the same.
    await answers.warm().catch(() => undefined);
  } catch (error) {
    port.postMessage({ kind: 'not open', error: passedError(error) } satisfies FromWorker);
    port.close();
  }
}

if (parentPort) void main(parentPort);
