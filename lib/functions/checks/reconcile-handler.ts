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

/** The age, in milliseconds, from which a file without a receipt is missing: six times what delivery and indexing usually take. */
const GRACE_MS = 30 * 60 * 1_000;

/** The time kept back from an invocation for its metrics, in milliseconds. */
const ANSWER_MS = 2_000;

/** What the handler needs. */
export interface ReconcileHandlerDependencies {
  /** What a comparison needs, for work that has to end by a deadline. */
  readonly by: (deadline: Deadline) => ReconcileDependencies & Pick<ReceiptReader, 'newest'>;
  readonly report: ReconcileReport;
  readonly now: () => Date;
  /** Sends the metrics of an invocation on their way. */
  readonly flush: () => void;
}

/** The function as EventBridge's schedule has Lambda call it. */
export type ReconcileHandler = (event: unknown, context: Context) => Promise<ReconcileCounts>;

/**
 * Compares the log files of the last days with the receipts, and says what is missing: files without a receipt, and
 * accounts and regions that have receipts and no files, of which nothing was compared. Rejects where it runs out of time.
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
