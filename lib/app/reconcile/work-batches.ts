import type { ListedLogFile } from '../ports/log-file-listing';
import type { LogFileWork, RefusedLogFile } from '../ports/log-file-work';

/** Hands files over in batches as they come; whoever adds waits while a batch is on its way. */
export class WorkBatches {
  private waiting: ListedLogFile[] = [];
  /** Files that were taken on. */
  files = 0;

  /** `filesAtOnce` is the size of a batch; the work's own unless given. */
  constructor(
    private readonly work: LogFileWork,
    private readonly onRefused: (refused: RefusedLogFile) => void,
    private readonly filesAtOnce = work.filesAtOnce,
  ) {}

  /** Adds a file. True where that made a batch full, and it was handed over. */
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
