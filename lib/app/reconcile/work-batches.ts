import type { ListedLogFile } from '../ports/log-file-listing';
import type { LogFileWork, RefusedLogFile } from '../ports/log-file-work';

/** Hands over files in batches as they come. A call of `add` waits while a batch is being handed over. */
export class WorkBatches {
  private waiting: ListedLogFile[] = [];
  /** Files that were accepted. */
  files = 0;

  /** `filesAtOnce` is the size of a batch. By default, the work decides. */
  constructor(
    private readonly work: LogFileWork,
    private readonly onRefused: (refused: RefusedLogFile) => void,
    private readonly filesAtOnce = work.filesAtOnce,
  ) {}

  /** Adds a file. Gives true if that filled a batch, which was then handed over. */
  async add(file: ListedLogFile): Promise<boolean> {
    this.waiting.push(file);
    if (this.waiting.length < this.filesAtOnce) return false;
    await this.end();
    return true;
  }

  /** Hands over what is waiting. */
  async end(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    const refused = await this.work.take(batch);
    this.files += batch.length - refused.length;
    for (const each of refused) this.onRefused(each);
  }
}
