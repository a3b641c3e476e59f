import { athenaStatement, duckDbStatement, tableName } from '../../core/export/athena-table';
import { exportColumns } from '../../core/export/export-form';
import { compactDay } from '../../core/export/export-partition';
import { safeText } from '../../core/text/safe-text';
import { type Answer, countsAnswer } from '../render/answer';
import type { TimeRange } from '../window/window-flags';
import type { ExportFlags } from './export-flags';
import type { ExportPlace } from './export-place';
import type { WrittenDays } from './write-days';

/** An export that is done. */
export interface DoneExport {
  readonly place: ExportPlace;
  readonly flags: Pick<ExportFlags, 'format' | 'schema' | 'record'>;
  readonly range: TimeRange;
  readonly events: number;
  readonly files: number;
  /** Absent if the export is one file of lines. */
  readonly byDays?: WrittenDays;
}

/** What an export came to, and the statements that ask it. */
export function exportAnswer(done: DoneExport): Answer<object> {
  const { place, flags, range, events, files, byDays } = done;
  const counts = {
    to: safeText(place.name),
    format: flags.format,
    schema: flags.schema,
    from: range.since ?? 'the beginning',
    until: range.until ?? 'now',
    events,
    ...(byDays && { days: byDays.days }),
    files,
    ...(byDays && { keptDays: byDays.kept.length }),
  };
  const statements = byDays && statementsOf(done, byDays);
  const document = { ...counts, from: range.since ?? null, until: range.until ?? null, ...statements };
  const { table, ...answer } = countsAnswer(counts, document);
  return { ...answer, table: (rows, screen) => table(rows, screen) + (statements ? statementsText(statements) : '') };
}

/** The statements that ask an export. */
interface Statements {
  readonly athena: string;
  readonly duckdb: string;
}

function statementsOf({ place, flags }: DoneExport, written: WrittenDays): Statements | undefined {
  const { firstDay, regions, accounts } = written;
  if (firstDay === undefined) return undefined;
  const athena = athenaStatement({
    name: tableName(flags.schema),
    location: place.location,
    columns: exportColumns(flags.schema, flags.record === true),
    regions,
    accounts,
    firstDay: compactDay(firstDay),
  });
  return { athena, duckdb: duckDbStatement(place.name, flags.schema === 'ocsf') };
}

function statementsText({ athena, duckdb }: Statements): string {
  return `\nDuckDB:\n${duckdb}\n\nAthena:\n${athena};\n`;
}
