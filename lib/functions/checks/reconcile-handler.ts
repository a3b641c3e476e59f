import type { Context } from 'aws-lambda';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import type { LogFolder } from '../../app/ports/log-file-listing';
import type { ReceiptReader } from '../../app/ports/receipt-reader';
import { fileIn, ListedPlaces } from '../../app/reconcile/listed-places';
import {
  type ReconcileCounts,
  type ReconcileDependencies,
  reconcile,
  type WrongFile,
} from '../../app/reconcile/reconcile';
import { reconciledSince } from '../../app/reconcile/reconciliation-window';
import type { ReconcileReport } from './reconcile-report';

/**
 * From this age, in milliseconds, a file without a receipt counts as missing. It is six times as long as delivery and
 * indexing usually take.
 */
const GRACE_MS = 30 * 60 * 1_000;

/** How many milliseconds an invocation keeps for its metrics. */
const ANSWER_MS = 2_000;

/** What the handler needs. */
export interface ReconcileHandlerDependencies {
  /** The dependencies of a comparison that has to end by a deadline. */
  readonly by: (deadline: Deadline) => ReconcileDependencies & Pick<ReceiptReader, 'newest'>;
  readonly report: ReconcileReport;
  readonly now: () => Date;
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** The function in the form that the schedule of EventBridge makes Lambda call. */
export type ReconcileHandler = (event: unknown, context: Context) => Promise<ReconcileCounts>;

/**
 * Compares the log files of the last days with the receipts, and reports what is missing: files without a receipt, and
 * accounts and regions that have receipts but no files, so that nothing of them was compared. Rejects if it runs out of
 * time.
 */
export function createReconcileHandler(deps: ReconcileHandlerDependencies): ReconcileHandler {
  return async (_, context) => {
    const deadline = keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
    const now = deps.now();
    const scope = { since: reconciledSince(now), until: now.toISOString(), accounts: [], regions: [] };
    const places = new ListedPlaces();
    const listener = {
      onWrongFile: (finding: WrongFile) => deps.report.found(finding),
      onFolder: ({ name }: LogFolder) => void places.add(fileIn(name)),
    };
    try {
      const { newest, ...needed } = deps.by(deadline);
      const counts = await reconcile(needed, scope, GRACE_MS, listener);
      deps.report.done(counts, places.unlisted(await newest(), scope), scope.since);
      return counts;
    } finally {
      deps.report.end();
      deps.flush();
    }
  };
}
