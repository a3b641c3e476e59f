import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { PassFindings, ReconciliationState } from '../../app/ports/progress/reconciliation-states';
import type { WrongFile } from '../../app/reconcile/reconcile';
import type { ReconciledRun } from '../../app/reconcile/reconcile-in-passes';
import { WRONG_STATES } from '../../app/reconcile/reconciled-file';
import { hoursBehind } from '../../app/reconcile/reconciliation-window';
import { RECONCILE_METRICS } from '../../contract/metric-names';
import { RECONCILED_WINDOWS, type ReconciledWindow } from '../../contract/reconciled-windows';
import { formatLogFile, type Receipt } from '../../core/rows/delivery-row';
import type { CorruptRowError } from '../../core/rows/row-codec';

/** How many files the log of one run names. The rest is counted, and `ssm-audit reconcile` names all. */
const MOST_NAMED = 100;

const HOURS = { recent: RECONCILE_METRICS.hoursBehind, deep: RECONCILE_METRICS.deepHoursBehind } as const;

/** Reports what a run found: names of files and counts, never their content. */
export class ReconcileReport {
  private named = 0;
  private namedUnlisted = 0;

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** A file that needs attention. */
  found({ file, state, reason }: WrongFile): void {
    if (this.named >= MOST_NAMED) return;
    this.named += 1;
    this.logger.warn(`log file ${state}`, { logFile: formatLogFile(file), storedAt: file.storedAt, reason });
  }

  /** The newest receipt of an account and region whose log files the bucket does not have. */
  unlisted({ accountId, region, logFile }: Receipt): void {
    if (this.namedUnlisted >= MOST_NAMED) return;
    this.namedUnlisted += 1;
    this.logger.error('log files are delivered and not listed', { accountId, region, newest: logFile });
  }

  /** A row of the Deliveries table that is not what this program writes. The check goes on without it. */
  corrupt({ shownKey, problem }: CorruptRowError): void {
    this.logger.error('a receipt is corrupt', { receipt: shownKey, reason: problem });
  }

  /** How a run ended. */
  ran(run: ReconciledRun): void {
    const { end, window, compared, state } = run;
    if (end === 'not due' || end === 'another run is going on') {
      this.logger.info(end, { window });
      return;
    }
    const unnamed = WRONG_STATES.reduce((sum, wrong) => sum + compared[wrong], 0) - this.named;
    if (unnamed > 0) this.logger.warn('more log files than this log names', { unnamed });
    const { waiting, ...judged } = compared;
    const listed = Object.values(judged).reduce((sum, count) => sum + count, 0);
    const { accounts, accountsBegun } = state?.pass ?? {};
    const { since } = state?.pass ?? state?.last ?? {};
    const message = end === 'done' ? 'log files compared with receipts' : 'the comparison goes on in the next run';
    this.logger.info(message, { window, since, listed, waiting, ...judged, accounts, accountsBegun });
    this.count(RECONCILE_METRICS.listed, listed);
    this.countFindings(run);
  }

  /** How far the windows are behind. One that was never begun counts from its first run. */
  behind(states: Readonly<Record<ReconciledWindow, ReconciliationState | undefined>>, now: Date): void {
    for (const window of RECONCILED_WINDOWS) {
      const hours = hoursBehind(states[window], now);
      if (hours !== undefined) this.count(HOURS[window], hours);
    }
  }

  /** The end of a run, whatever came of it. */
  end(): void {
    this.named = 0;
    this.namedUnlisted = 0;
  }

  /**
   * What is known to be wrong. As long as a pass goes on, this is what the pass before it found, too. An alarm that says
   * "nothing is missing" must not rest on half a pass.
   */
  private countFindings({ end, state }: ReconciledRun): void {
    const passes = [state?.pass, state?.last].filter((pass) => pass !== undefined);
    if (end !== 'done' && state?.last === undefined && passes.every(isClean)) return;
    const most = (count: (pass: PassFindings) => number) => Math.max(...passes.map(count));
    this.count(
      RECONCILE_METRICS.missing,
      most(({ counts }) => counts.missing + counts.archived),
    );
    this.count(
      RECONCILE_METRICS.failed,
      most(({ counts }) => counts.failed),
    );
    this.count(
      RECONCILE_METRICS.changed,
      most(({ counts }) => counts.changed),
    );
    this.count(
      RECONCILE_METRICS.unlisted,
      most(({ unlisted }) => unlisted),
    );
  }

  private count(name: string, value: number): void {
    this.metrics.addMetric(name, MetricUnit.Count, value);
  }
}

function isClean({ counts, unlisted }: PassFindings): boolean {
  return counts.missing + counts.archived + counts.failed + counts.changed + unlisted === 0;
}
