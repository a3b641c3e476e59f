import type { BackfillCounts } from '../../app/reconcile/backfill';
import type { BackfillEstimate } from '../../core/delivery/backfill-estimate';
import { type Answer, countsAnswer } from '../render/answer';

/** The result of a backfill. For a dry run, what it would take. */
export type BackfillSummary = Partial<BackfillCounts> & { readonly estimate?: BackfillEstimate };

/** A backfill as an answer. Its estimate is a separate part in JSON, and counts among the others elsewhere. */
export function backfillAnswer({ estimate, ...counts }: BackfillSummary): Answer<object> {
  return countsAnswer({ ...counts, ...estimate }, { ...counts, ...(estimate && { estimate }) });
}

/** How far a backfill is, and about how long it takes from here: by the folders done, for the files are not counted before. */
export function backfillProgress(
  { listed, sent }: BackfillCounts,
  done: number,
  folders: number,
  elapsedMs: number,
): string {
  const files = `${listed} log files seen, ${sent} handed over, ${done} of ${folders} folders`;
  if (done === 0) return files;
  return `${files}, about ${duration((elapsedMs / done) * (folders - done))} left`;
}

const MILLISECONDS_A_MINUTE = 60_000;

function duration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / MILLISECONDS_A_MINUTE);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
