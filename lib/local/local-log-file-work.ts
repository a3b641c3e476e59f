import type { LocalIngestDependencies } from '../app/ingest/ingest-files';
import { IngestFailure, ingestLogFile } from '../app/ingest/ingest-log-file';
import { NO_DEADLINE } from '../app/ports/deadline';
import type { ListedLogFile } from '../app/ports/log-file-listing';
import type { LogFileWork, RefusedLogFile } from '../app/ports/log-file-work';
import type { Instructions } from '../core/delivery/instructions';

/** Indexes log files at once, one after the other. */
export class LocalLogFileWork implements LogFileWork {
  /** One file at a time, so that you see progress and can interrupt it soon. */
  readonly filesAtOnce = 1;

  constructor(
    private readonly deps: LocalIngestDependencies,
    private readonly origin: Instructions['origin'],
  ) {}

  async take(files: readonly ListedLogFile[]): Promise<readonly RefusedLogFile[]> {
    const refused: RefusedLogFile[] = [];
    for (const file of files) {
      const reason = await this.failureOf(file);
      if (reason !== undefined) refused.push({ file, reason });
    }
    await this.deps.workInHand.end();
    await this.deps.renewals.advance(NO_DEADLINE);
    return refused;
  }

  private async failureOf({ bucket, key }: ListedLogFile): Promise<string | undefined> {
    try {
      await ingestLogFile(this.deps, { bucket, key, origin: this.origin }, NO_DEADLINE);
      return undefined;
    } catch (error) {
      if (!(error instanceof IngestFailure)) throw error;
      return error.receipt.reason ?? error.message;
    }
  }
}
