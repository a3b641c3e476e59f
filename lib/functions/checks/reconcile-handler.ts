import type { Context } from 'aws-lambda';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import { type PassDependencies, type ReconciledRun, reconcileInPasses } from '../../app/reconcile/reconcile-in-passes';
import {
  RECONCILED_WINDOWS,
  type ReconciledWindow,
  type ReconcileInstruction,
} from '../../contract/reconciled-windows';
import { member } from '../../core/record/json';
import type { ReconcileReport } from './reconcile-report';

/**
 * From this age, in milliseconds, a file without a receipt counts as missing. It is six times as long as delivery and
 * indexing usually take.
 */
const GRACE_MS = 30 * 60 * 1_000;

/** How many milliseconds an invocation keeps for its metrics. */
const ANSWER_MS = 2_000;

/** What the handler needs. */
export interface ReconcileHandlerDependencies extends PassDependencies {
  readonly report: ReconcileReport;
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** What the function answers: how the run ended. */
export type ReconcileAnswer = Pick<ReconciledRun, 'compared' | 'end' | 'window'>;

/** The function in the form that the schedule of EventBridge makes Lambda call. */
export type ReconcileHandler = (event: unknown, context: Context) => Promise<ReconcileAnswer>;

/**
 * Compares the log files of the last days with the receipts, as far as time allows, and reports what is missing: files
 * without a receipt, and accounts and regions that have receipts but no files, so that nothing of them was compared. The
 * next run goes on. Rejects if a service fails.
 */
export function createReconcileHandler({ report, flush, ...deps }: ReconcileHandlerDependencies): ReconcileHandler {
  return async (event, context) => {
    const deadline: Deadline = keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
    const instruction = { window: windowOf(event), graceMs: GRACE_MS };
    try {
      const listener = {
        onWrongFile: report.found.bind(report),
        onUnlisted: report.unlisted.bind(report),
      };
      const run = await reconcileInPasses(deps, instruction, deadline, listener);
      report.ran(run);
      if (hasWorked(run) && run.window === 'recent') {
        report.behind({ recent: run.state, deep: await deps.states.load('deep', deadline) }, deps.now());
      }
      return { window: run.window, end: run.end, compared: run.compared };
    } finally {
      report.end();
      flush();
    }
  };
}

function hasWorked({ end }: ReconciledRun): boolean {
  return end === 'done' || end === 'out of time';
}

/** The window that the schedule names. Whoever invokes the function by hand need not name one. */
function windowOf(event: unknown): ReconciledWindow {
  const asked = member(event, 'window' satisfies keyof ReconcileInstruction);
  return RECONCILED_WINDOWS.find((window) => window === asked) ?? 'recent';
}
