import { Command } from 'commander';
import type { ListedLogFile } from '../../app/ports/log-file-listing';
import type { RefusedLogFile } from '../../app/ports/log-file-work';
import { ArchivedFiles } from '../../app/reconcile/archived-files';
import type { ReconcileListener, WrongFile } from '../../app/reconcile/reconcile';
import type { WorkBatches } from '../../app/reconcile/work-batches';
import { formatLogFile } from '../../core/rows/delivery-row';
import { byteOrder } from '../../core/text/byte-order';
import { safeText } from '../../core/text/safe-text';
import { printAnswer } from '../render/print-answer';
import { type Store, storePlace, storeWords, withStore } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { Progress } from '../terminal/progress';
import { EventTimes } from '../verdict/event-times';
import { spanOf, verdictCheck } from '../verdict/verdict-check';
import { type LogFileFlags, logFilesOf, requireLogs, scopeOf, withLogFileFlags } from './log-file-flags';
import { nothingCompared } from './nothing-compared';
import { type Reconciliation, reconciliationAnswer } from './render-reconciliation';
import { restoreText } from './restore-text';

type Flags = LogFileFlags & { readonly repair?: true };

/** What to compare by default: a week of a stack, because listing costs money; all of a folder on disk. */
const DEFAULT_SINCE = { stack: '7d', local: 'all' } as const;

/**
 * The age, in milliseconds, from which a file of a stack must be indexed: delivery takes some minutes at most. What lies in a
 * folder has nobody who would still bring it in.
 */
const GRACE_MS = { stack: 10 * 60 * 1_000, local: 0 } as const;

/** `ssm-audit reconcile` */
export function reconcileCommand(): Command {
  return withLogFileFlags(
    new Command('reconcile'),
    `${DEFAULT_SINCE.stack} before the end for a stack, ${DEFAULT_SINCE.local} for a local store`,
  )
    .description('compare the log files in the bucket or folder with what is indexed')
    .option('--repair', 'index what is missing, failed or changed; a stack does it through its backfill queue')
    .action(reconcileStore);
}

async function reconcileStore(flags: Flags): Promise<void> {
  const place = storePlace(flags, process.env);
  requireLogs(place, flags);
  refuseNeighboursAlone(flags);
  const found = await withStore(place, (store) => compare(store, flags), { writes: flags.repair === true });
  await printAnswer(reconciliationAnswer(found), flags);
  sayNotes(found, flags);
  if (!isWhole(found)) process.exitCode = EXIT.incomplete;
}

/** A comparison reads no log file: whether one was read with neighbours is nothing that it could find wrong. */
function refuseNeighboursAlone({ neighbours, repair }: Flags): void {
  if (neighbours === undefined || repair) return;
  throw new UsageError(
    '--neighbours is given without --repair: expected both, or backfill, which also reads the log files again that were read without these neighbours',
  );
}

/**
 * What a person has to know in addition to the answer: what is wrong by name, what cannot be read, and what was not
 * compared.
 */
function sayNotes(found: Reconciliation, flags: Flags): void {
  if (flags.output !== 'table') for (const finding of found.findings) say(`ssm-audit: ${safeText(sentence(finding))}`);
  if (found.counts.waiting > 0)
    say(`ssm-audit: just delivered and not compared: ${found.counts.waiting}; try again in a few minutes`);
  if (found.restoreCommand !== undefined) {
    const count = found.archived.length;
    say(
      `ssm-audit: archived and not indexed: ${count}; ${restoreText(count, found.restoreCommand, storeWords(flags))}`,
    );
  }
  if (found.nothingCompared !== undefined) say(`ssm-audit: ${safeText(found.nothingCompared)}`);
}

/** Whether files were compared and all of them are indexed. Comparing nothing is not a success. */
function isWhole({ counts, findings, archived }: Reconciliation): boolean {
  return counts.received > 0 && findings.length === 0 && archived.length === 0;
}

async function compare(store: Store, flags: Flags): Promise<Reconciliation> {
  const [{ reconcile }, { WorkBatches }] = await Promise.all([
    import('../../app/reconcile/reconcile.js'),
    import('../../app/reconcile/work-batches.js'),
  ]);
  const now = new Date();
  const scope = scopeOf(flags, DEFAULT_SINCE[store.place.kind], now);
  const logFiles = await logFilesOf(store, flags, 'repair');
  const repair = flags.repair && new WorkBatches(logFiles.work, sayRefused);
  try {
    const { listener, findings, archived, times, end } = gathering(repair || undefined);
    const deps = { ...logFiles, now: () => new Date() };
    const counts = await reconcile(deps, scope, GRACE_MS[store.place.kind], listener);
    await end();
    if (repair) say(`ssm-audit: ${repaired(repair.files, store.place.kind)}`);
    const nothing = Object.values(counts).some((count) => count > 0)
      ? undefined
      : await nothingCompared(logFiles, scope);
    return {
      counts,
      findings: findings.sort((one, other) => byteOrder(one.file.key, other.file.key)),
      archived,
      restoreCommand: restoreCommandOf(archived),
      nothingCompared: nothing,
      check: await verdictCheck(store, { deliveryTime: spanOf(scope), eventTime: times.span() }, now),
    };
  } finally {
    logFiles.close();
  }
}

/** Keeps what is found, hands it over if it is to be repaired, and shows the progress of the comparison. */
function gathering(repair: WorkBatches | undefined) {
  const progress = new Progress('log files compared');
  const findings: WrongFile[] = [];
  const archived: ListedLogFile[] = [];
  const times = new EventTimes();
  const listener: ReconcileListener = {
    onWrongFile: async (finding) => {
      findings.push(finding);
      await repair?.add(finding.file);
    },
    onReceived: (receipt) => times.add(receipt),
    onArchived: (file) => void archived.push(file),
    onProgress: (counts, done, folders) => {
      const files = Object.values(counts).reduce((sum, count) => sum + count, 0);
      progress.at(files, { part: done / folders, note: `${done} of ${folders} folders` });
    },
  };
  const end = async () => repair?.end();
  return { listener, findings, archived, times, end };
}

function restoreCommandOf(archived: readonly ListedLogFile[]): string | undefined {
  const files = new ArchivedFiles();
  for (const file of archived) files.add(file);
  return files.restoreCommand();
}

function sentence({ file, state, reason }: WrongFile): string {
  return `${formatLogFile(file)} ${state === 'failed' ? `failed: ${reason}` : `is ${state}`}`;
}

function repaired(files: number, kind: keyof typeof GRACE_MS): string {
  return kind === 'stack'
    ? `sent to the backfill queue: ${files}; run reconcile again when the queue is empty`
    : `indexed: ${files}`;
}

function sayRefused({ file, reason }: RefusedLogFile): void {
  say(`ssm-audit: ${safeText(formatLogFile(file))} could not be repaired: ${safeText(reason)}`);
}
