import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ReconcileCounts, WrongFile } from '../../app/reconcile/reconcile';
import { RECONCILE_METRICS } from '../../contract/metric-names';
import { formatLogFile, type Receipt } from '../../core/rows/delivery-row';

/** Files that are named in the log of one look; more are counted, and `ssm-audit reconcile` names them all. */
const MOST_NAMED = 100;

/** Says what a look found: names of files and counts, never what is in them. */
export class ReconcileReport {
  private findings = 0;

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A file of which something has to come. */
  found({ file, state, reason }: WrongFile): void {
    this.findings += 1;
    if (this.findings > MOST_NAMED) return;
    this.logger.warn(`log file ${state}`, { logFile: formatLogFile(file), storedAt: file.storedAt, reason });
  }

  /** What a look came to that reached its end: an alarm on nothing missing must not rest on half a look. */
  done({ waiting, ...counts }: ReconcileCounts, unlisted: readonly Receipt[], since: string): void {
    const listed = Object.values(counts).reduce((sum, count) => sum + count, 0);
    this.logger.info('log files compared with receipts', { since, listed, waiting, ...counts });
    this.count(RECONCILE_METRICS.listed, listed);
    for (const { accountId, region, logFile } of unlisted) {
      this.logger.error('log files are delivered and not listed', { accountId, region, newest: logFile });
    }
    this.count(RECONCILE_METRICS.missing, counts.missing + counts.archived);
    this.count(RECONCILE_METRICS.failed, counts.failed);
    this.count(RECONCILE_METRICS.changed, counts.changed);
    this.count(RECONCILE_METRICS.unlisted, unlisted.length);
  }

  /** The end of a look, whether it was done or not: says how many files were found and not named. */
  end(): void {
    const unnamed = this.findings - MOST_NAMED;
    if (unnamed > 0) this.logger.warn('more log files than are named here', { unnamed });
    this.findings = 0;
  }

  private count(name: string, value: number): void {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}
