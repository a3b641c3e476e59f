import { Command } from 'commander';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store';
import type { IngestListener, IngestSummary } from '../../app/ingest/ingest-files';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { logFilePaths } from '../paths/log-file-paths';
import { type NeighboursFlag, neighboursOption } from '../paths/neighbours-flag';
import { countsAnswer } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { type StoreFlags, type StorePlace, storePlace, withStore, withStoreFlags } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { Progress } from '../terminal/progress';
import { StopSignal } from '../terminal/stop-signal';

interface IngestFlags extends StoreFlags, OutputFlags, NeighboursFlag {
  readonly explain?: true;
  readonly force?: true;
}

/** `ssm-audit ingest PATH…` */
export function ingestCommand(): Command {
  return withOutputFlags(withStoreFlags(new Command('ingest')))
    .description('index log files on disk in the local store')
    .argument('<path...>', 'log files, or folders with them')
    .addOption(neighboursOption())
    .option('--force', 'read files again, even if they are done')
    .option('--explain', 'add the write units by table that a deployed stack would take')
    .action(ingest);
}

async function ingest(paths: readonly string[], flags: IngestFlags): Promise<void> {
  const place = localPlace(storePlace(flags, process.env, { missing: 'made' }));
  // A receipt is of a file that can be found again, and a pipe without a writer would hold the store for good.
  const { files, unreadable, passedOver } = await logFilePaths(paths, { pipes: false });
  for (const { path, reason } of [...unreadable, ...passedOver])
    say(`ssm-audit: ${safeText(path)}: ${safeText(reason)}`);
  const summary = await ingested(place, files, flags);
  if (summary === undefined) return;
  const failedFiles = summary.failedFiles + unreadable.length;
  const counts = { ...summary, files: summary.files + unreadable.length, failedFiles };
  await printAnswer(countsAnswer(counts), flags);
  if (failedFiles > 0) process.exitCode = EXIT.incomplete;
}

function localPlace(place: StorePlace): StorePlace {
  if (place.kind === 'local') return place;
  throw new UsageError(
    `ingest cannot write to the stack '${place.stack}': only the function of the stack may write its rows; expected --local [DIR], or use ${ownCommand('backfill', '--stack', shellWord(place.stack))}`,
  );
}

/** Without files no store is opened, because that would make it: it would answer every question with nothing. */
async function ingested(place: StorePlace, files: readonly string[], flags: IngestFlags) {
  if (files.length > 0)
    return withStore(place, async ({ local }) => local && ingestInto(local, files, flags), { missing: 'made' });
  const { nothingIngested } = await import('../../app/ingest/ingest-files.js');
  return nothingIngested();
}

/** Ingests until all is done or a signal ends it: then says how far it came, and gives nothing. */
async function ingestInto(
  store: SqliteStore,
  files: readonly string[],
  flags: IngestFlags,
): Promise<IngestSummary | undefined> {
  const { ingestFiles, IngestInterruptedError } = await import('../../app/ingest/ingest-files.js');
  const { keepHeapSmall } = await import('../../local/small-heap.js');
  keepHeapSmall();
  const { dependencies, units } = await ingestion(store, flags);
  const deadline = new StopSignal();
  try {
    const options = { force: flags.force === true, deadline };
    const summary = await ingestFiles(dependencies, files, options, listener(files.length));
    for (const [table, count] of units?.totals() ?? []) say(`write units, ${table}: ${count}`);
    return summary;
  } catch (error) {
    if (!(error instanceof IngestInterruptedError)) throw error;
    say(`ssm-audit: ${safeText(error.message)}`);
    process.exitCode = deadline.exitCode ?? EXIT.incomplete;
    return undefined;
  } finally {
    deadline.ignore();
  }
}

/** Ingestion into a store. The write units of a deployed stack are counted only for whoever asks: that takes time. */
async function ingestion(store: SqliteStore, { explain, neighbours }: IngestFlags) {
  const { localIngestion } = await import('../../local/local-ingestion.js');
  const kept = new Set(neighbours);
  if (!explain) return { dependencies: localIngestion(store, kept), units: undefined };
  const { WriteUnits } = await import('../../local/write-units.js');
  const { receipts, renewals, workInHand } = store;
  const units = new WriteUnits(store.events);
  return { dependencies: localIngestion({ events: units, receipts, renewals, workInHand }, kept), units };
}

function listener(files: number): IngestListener {
  const progress = new Progress('files');
  const sayOf = (file: string, text: string) => say(`ssm-audit: ${safeText(file)}: ${safeText(text)}`);
  const sayWrong = (file: string, text: string) => {
    process.exitCode = EXIT.incomplete;
    sayOf(file, text);
  };
  return {
    onFile: (done) => progress.at(done, { total: files }),
    onFailure: sayOf,
    onRemark: sayOf,
    onQuarantined: sayWrong,
    onCorruptReceipt: sayWrong,
  };
}
