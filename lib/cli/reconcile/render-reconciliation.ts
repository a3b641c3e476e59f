import type { Finding, ReconcileCounts } from '../../app/reconcile/reconcile';
import { WRONG_STATES } from '../../app/reconcile/reconciled-file';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { formatLogFile } from '../../core/rows/delivery-row';
import { safeJson } from '../../core/text/safe-text';
import { csvLine } from '../render/render-csv';
import { renderTable } from '../render/render-table';
import type { OutputFormat } from '../terminal/output';

/** What a comparison came to. */
export interface Reconciliation {
  readonly counts: ReconcileCounts;
  readonly findings: readonly Finding[];
}

const COLUMNS = ['state', 'delivered', 'logFile', 'reason'] as const;

/** A comparison in one of the output's forms. */
export function renderReconciliation(reconciliation: Reconciliation, format: OutputFormat): string {
  const rows = reconciliation.findings.map(({ state, file, reason = '' }) => [
    state,
    readLogFileName(file.key).deliveredAt ?? '',
    formatLogFile(file),
    reason,
  ]);
  switch (format) {
    case 'json':
    case 'ndjson':
      return `${safeJson(JSON.stringify(asDocument(reconciliation)))}\n`;
    case 'csv':
      return [COLUMNS, ...rows].map((row) => csvLine(row)).join('');
    case 'table':
      return `${rows.length > 0 ? `${renderTable(TITLES, rows)}\n` : ''}${totals(reconciliation.counts)}`;
  }
}

const TITLES = ['STATE', 'DELIVERED', 'LOG FILE', 'REASON'].map((title) => ({ title }));

/** Files that have just come are neither received nor missing, and so not in the document. */
function asDocument({ counts, findings }: Reconciliation) {
  const named = WRONG_STATES.map((state) => [
    state,
    findings.filter((finding) => finding.state === state).map(({ file }) => formatLogFile(file)),
  ]);
  return { listed: listedOf(counts), received: counts.received, ...Object.fromEntries(named) };
}

function listedOf({ received, missing, failed, changed }: ReconcileCounts): number {
  return received + missing + failed + changed;
}

function totals(counts: ReconcileCounts): string {
  const { waiting, ...compared } = counts;
  const lines = Object.entries({ listed: listedOf(counts), ...compared }).map(([name, count]) => `${name}: ${count}`);
  return [...lines, ...(waiting > 0 ? [`just delivered, not compared: ${waiting}`] : []), ''].join('\n');
}
