import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ReconcileCounts, WrongFile } from '../../app/reconcile/reconcile';
import { RECONCILE_METRICS } from '../../contract/metric-names';
import { formatLogFile, type Receipt } from '../../core/rows/delivery-row';
import type { CorruptRowError } from '../../core/rows/row-codec';

/** How many files the log of one check names. The rest is counted, and `ssm-audit reconcile` names all. */
const MOST_NAMED = 100;

/** Reports what a check found: names of files and counts, never their content. */
export class ReconcileReport {
  private findings = 0;

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A file that needs attention. */
  found({ file, state, reason }: WrongFile): void {
    this.findings += 1;
    if (this.findings > MOST_NAMED) return;
    this.logger.warn(`log file ${state}`, { logFile: formatLogFile(file), storedAt: file.storedAt, reason });
  }

  /** A row of the Deliveries table that is not what this program writes. The check goes on without it. */
  corrupt({ shownKey, problem }: CorruptRowError): void {
    this.logger.error('a receipt is corrupt', { receipt: shownKey, reason: problem });
  }

  /** The result of a complete check. An alarm that says "nothing is missing" must not rest on half a check. */
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

  /** The end of a check, complete or not. Says how many files were found but not named. */
  end(): void {
    const unnamed = this.findings - MOST_NAMED;
    if (unnamed > 0) this.logger.warn('more log files than this log names', { unnamed });
    this.findings = 0;
  }

  private count(name: string, value: number): void {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}
