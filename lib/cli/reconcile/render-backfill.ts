import type { BackfillCounts } from '../../app/reconcile/backfill';
import type { BackfillEstimate } from '../../core/delivery/backfill-estimate';
import { csvLine } from '../render/render-csv';
import { renderTable } from '../render/render-table';
import type { OutputFormat } from '../terminal/output';

/** What a backfill came to; of one that was only to be counted, what it would take. */
export type BackfillSummary = Partial<BackfillCounts> & { readonly estimate?: BackfillEstimate };

/** A backfill in one of the output's forms. */
export function renderBackfill({ estimate, ...counts }: BackfillSummary, format: OutputFormat): string {
  const entries = Object.entries({ ...counts, ...estimate }).map(([name, value]) => [name, String(value)] as const);
  switch (format) {
    case 'json':
    case 'ndjson':
      return `${JSON.stringify({ ...counts, ...(estimate && { estimate }) })}\n`;
    case 'csv':
      return csvLine(entries.map(([name]) => name)) + csvLine(entries.map(([, value]) => value));
    case 'table':
      return renderTable([{ title: 'WHAT' }, { title: 'COUNT' }], entries);
  }
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
