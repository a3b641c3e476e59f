import type { BackfillCounts } from '../../app/reconcile/backfill';
import type { BackfillEstimate } from '../../core/delivery/backfill-estimate';
import { type Answer, countsAnswer } from '../render/answer';

/** The result of a backfill. For a dry run, what it would take. */
export type BackfillSummary = Partial<BackfillCounts> & { readonly estimate?: BackfillEstimate };

/** A backfill as an answer. Its estimate is a separate part in JSON, and counts among the others elsewhere. */
export function backfillAnswer({ estimate, ...counts }: BackfillSummary): Answer<object> {
  return countsAnswer({ ...counts, ...estimate }, { ...counts, ...(estimate && { estimate }) });
}
