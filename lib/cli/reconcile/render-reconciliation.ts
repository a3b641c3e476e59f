import type { ListedLogFile } from '../../app/ports/log-file-listing';
import type { ReconcileCounts, WrongFile } from '../../app/reconcile/reconcile';
import { WRONG_STATES } from '../../app/reconcile/reconciled-file';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { formatLogFile } from '../../core/rows/delivery-row';
import { type Answer, rowsTable } from '../render/answer';
import type { VerdictCheck } from '../verdict/verdict-check';

/** What a comparison came to. */
export interface Reconciliation {
  readonly counts: ReconcileCounts;
  readonly findings: readonly WrongFile[];
  /** Files that cannot be compared before they are restored, and the command that does it. */
  readonly archived: readonly ListedLogFile[];
  readonly restoreCommand: string | undefined;
  /** What to say if no file was in scope. */
  readonly nothingCompared: string | undefined;
  readonly check: VerdictCheck;
}

/** A finding as it is printed. */
interface PrintedFinding {
  readonly state: WrongFile['state'];
  readonly delivered: string;
  readonly logFile: string;
  readonly reason: string;
}

const FIELDS = ['state', 'delivered', 'logFile', 'reason'] as const satisfies readonly (keyof PrintedFinding)[];
const TITLES = ['STATE', 'DELIVERED', 'LOG FILE', 'REASON'].map((title) => ({ title }));

/** A comparison as an answer: what is wrong, and in a table also the totals below it. */
export function reconciliationAnswer(reconciliation: Reconciliation): Answer<PrintedFinding> {
  const wrong = rowsTable<PrintedFinding>(TITLES, (finding) => FIELDS.map((field) => finding[field]));
  return {
    rows: reconciliation.findings.map(printedFinding),
    fields: FIELDS,
    document: asDocument(reconciliation),
    table: (rows) => `${wrong(rows)}${rows.length > 0 ? '\n' : ''}${totals(reconciliation.counts)}`,
  };
}

function printedFinding({ state, file, reason = '' }: WrongFile): PrintedFinding {
  return { state, delivered: readLogFileName(file.key).deliveredAt ?? '', logFile: formatLogFile(file), reason };
}

/** Files that have just come are neither received nor missing, and so not in the document. */
function asDocument({ counts, findings, archived, check }: Reconciliation) {
  const named = WRONG_STATES.map((state) => [
    state,
    findings.filter((finding) => finding.state === state).map(({ file }) => formatLogFile(file)),
  ]);
  return {
    check,
    listed: listedOf(counts),
    received: counts.received,
    ...Object.fromEntries(named),
    ...(archived.length > 0 && { archived: archived.map(formatLogFile) }),
  };
}

function listedOf({ received, missing, failed, changed, archived }: ReconcileCounts): number {
  return received + missing + failed + changed + archived;
}

function totals(counts: ReconcileCounts): string {
  const { waiting, ...compared } = counts;
  const lines = Object.entries({ listed: listedOf(counts), ...compared }).map(([name, count]) => `${name}: ${count}`);
  return [...lines, ...(waiting > 0 ? [`just delivered, not compared: ${waiting}`] : []), ''].join('\n');
}
