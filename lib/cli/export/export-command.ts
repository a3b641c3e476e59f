import { Command } from 'commander';
import { UsageError } from '../terminal/cli-error';
import { type ExportFlags, withExportFlags } from './export-flags';

/** `ssm-audit export` */
export function exportCommand(): Command {
  return withExportFlags(new Command('export'))
    .description('write events as Parquet, NDJSON or CSV to a folder or to S3, for Athena, DuckDB, a data lake')
    .action(exportEvents);
}

async function exportEvents(flags: ExportFlags): Promise<void> {
  refuseForm(flags);
  const { runExport } = await import('./run-export.js');
  return runExport(flags);
}

/** Refuses forms that have no place for what is asked. */
function refuseForm({ format, schema, quarantined, record }: ExportFlags): void {
  if (schema === 'ocsf' && format === 'csv') {
    throw new UsageError('--schema ocsf is given with --format csv: expected parquet or ndjson, because OCSF nests');
  }
  if (schema === 'ocsf' && record) {
    throw new UsageError('--record is given with --schema ocsf, which has the parts of the record at their own places');
  }
  if (quarantined && (format === 'parquet' || schema === 'ocsf')) {
    throw new UsageError(
      '--quarantined is given with --format parquet or --schema ocsf: expected --format ndjson or csv, because a record that could not be indexed may have no day, place or name',
    );
  }
}
