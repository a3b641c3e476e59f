import { Command } from 'commander';
import type { IngestSummary } from '../app/ingest-files';
import { safeText } from '../core/text/safe-text';
import { EXIT, UsageError } from './cli-error';
import { logFilePaths } from './log-file-paths';
import { type OutputFormat, outputOption, say, writeData } from './output';
import { progressLine } from './progress-line';
import { csvLine } from './render-csv';
import { renderTable } from './render-table';
import { type Store, type StoreFlags, type StorePlace, storePlace, withStore, withStoreFlags } from './store';

interface IngestFlags extends StoreFlags {
  readonly output: OutputFormat;
  readonly explain?: true;
}

/** `ssm-audit ingest PATH…` */
export function ingestCommand(): Command {
  return withStoreFlags(new Command('ingest'))
    .description('index log files on disk in the local store')
    .argument('<path...>', 'log files, or folders with them')
    .addOption(outputOption())
    .option('--explain', 'add the write units by table')
    .action(ingest);
}

async function ingest(paths: readonly string[], flags: IngestFlags): Promise<void> {
  const place = localPlace(storePlace(flags, process.env));
  const { files, unreadable } = await logFilePaths(paths);
  for (const { path, reason } of unreadable) say(`ssm-audit: ${safeText(path)}: ${safeText(reason)}`);
  const summary = await withStore(place, (store) => ingestInto(store, files, flags), { create: true });
  const failedFiles = summary.failedFiles + unreadable.length;
  await writeData(rendered({ ...summary, files: summary.files + unreadable.length, failedFiles }, flags.output));
  if (failedFiles > 0) process.exitCode = EXIT.incomplete;
}

function localPlace(place: StorePlace): StorePlace {
  if (place.kind === 'local') return place;
  throw new UsageError(
    `ingest cannot write to the stack '${place.stack}': its rows are written by its own function alone; expected --local [DIR], or use ssm-audit backfill --stack ${place.stack}`,
  );
}

async function ingestInto(store: Store, files: readonly string[], flags: IngestFlags): Promise<IngestSummary> {
  const [{ ingestFiles }, { localIngestion }] = await Promise.all([
    import('../app/ingest-files.js'),
    import('../adapters/local-ingestion.js'),
  ]);
  const { dependencies, meter } = localIngestion(store.tables);
  const progress = progressLine();
  const summary = await ingestFiles(dependencies, files, {
    onFile: (done) => progress.show(`${done} of ${files.length} files`),
    onFailure: (file, reason) => {
      progress.clear();
      say(`ssm-audit: ${safeText(file)}: ${safeText(reason)}`);
    },
  });
  progress.clear();
  if (flags.explain) for (const [table, units] of meter.totals()) say(`write units, ${table}: ${units}`);
  return summary;
}

function rendered(summary: IngestSummary, format: OutputFormat): string {
  const entries = Object.entries(summary).map(([name, value]) => [name, String(value)] as const);
  switch (format) {
    case 'table':
      return renderTable([{ title: 'WHAT' }, { title: 'COUNT' }], entries);
    case 'csv':
      return csvLine(entries.map(([name]) => name)) + csvLine(entries.map(([, value]) => value));
    case 'json':
    case 'ndjson':
      return `${JSON.stringify(summary)}\n`;
  }
}
