import type { Context } from 'aws-lambda';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import {
  type ReconcileCounts,
  type ReconcileDependencies,
  reconcile,
  type WrongFile,
} from '../../app/reconcile/reconcile';
import { reconciledSince } from '../../app/reconcile/reconciliation-window';
import type { ReconcileReport } from './reconcile-report';

/** The age, in milliseconds, from which a file without a receipt is missing: six times what delivery and indexing usually take. */
const GRACE_MS = 30 * 60 * 1_000;

/** The time kept back from an invocation for its metrics, in milliseconds. */
const ANSWER_MS = 2_000;

/** What the handler needs. */
export interface ReconcileHandlerDependencies {
  /** What a comparison needs, for work that has to end by a deadline. */
  readonly by: (deadline: Deadline) => ReconcileDependencies;
  readonly report: ReconcileReport;
  readonly now: () => Date;
  /** Sends the metrics of an invocation on their way. */
  readonly flush: () => void;
}

/** The function as EventBridge's schedule has Lambda call it. */
export type ReconcileHandler = (event: unknown, context: Context) => Promise<ReconcileCounts>;

/** Compares the log files of the last days with the receipts, and says what is missing. Rejects where it runs out of time. */
export function createReconcileHandler(deps: ReconcileHandlerDependencies): ReconcileHandler {
  return async (_, context) => {
    const deadline = keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
    const now = deps.now();
    const scope = { since: reconciledSince(now), until: now.toISOString(), accounts: [], regions: [] };
    const onWrongFile = (finding: WrongFile) => deps.report.found(finding);
    try {
      const counts = await reconcile(deps.by(deadline), scope, GRACE_MS, { onWrongFile });
      deps.report.done(counts, scope.since);
      return counts;
    } finally {
      deps.report.end();
      deps.flush();
    }
  };
}
