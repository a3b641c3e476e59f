import type { ListedLogFile } from '../../app/ports/log-file-listing';
import type { ReconcileCounts, WrongFile } from '../../app/reconcile/reconcile';
import { WRONG_STATES } from '../../app/reconcile/reconciled-file';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { formatLogFile } from '../../core/rows/delivery-row';
import { safeText } from '../../core/text/safe-text';
import type { Answer } from '../render/answer';
import { wrapped } from '../render/wrapped-text';
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

/** A comparison as an answer: what is wrong, and in a table also the totals below it. */
export function reconciliationAnswer(reconciliation: Reconciliation): Answer<PrintedFinding> {
  return {
    rows: reconciliation.findings.map(printedFinding),
    fields: FIELDS,
    document: asDocument(reconciliation),
    table: (rows, { width }) =>
      [...WRONG_STATES.flatMap((state) => stateLines(state, rows, width)), totals(reconciliation.counts)].join('\n'),
  };
}

const INDENT = '  ';

/** The findings of a state, below their folders: the name of a file stays whole on a line of 80, so that it can be copied. */
function stateLines(state: WrongFile['state'], findings: readonly PrintedFinding[], width: number): readonly string[] {
  const ofState = findings.filter((finding) => finding.state === state);
  if (ofState.length === 0) return [];
  const indented = (text: string, depth: number) => {
    const before = INDENT.repeat(depth);
    return wrapped(safeText(text), width - before.length).map((line) => before + line);
  };
  const lines = [`${state}: ${ofState.length}`];
  let folder: string | undefined;
  for (const { logFile, reason } of ofState) {
    const end = logFile.lastIndexOf('/') + 1;
    if (logFile.slice(0, end) !== folder) lines.push(...indented(logFile.slice(0, end), 1));
    folder = logFile.slice(0, end);
    lines.push(...indented(logFile.slice(end), 2), ...(reason === '' ? [] : indented(reason, 3)));
  }
  return [...lines, ''];
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
