import { parquetFiles } from '../../adapters/parquet/parquet-file';
import type { FoundEvent } from '../../app/ask/find-events';
import { type ExportDependencies, type ExportedDay, exportDays } from '../../app/export/export-days';
import { type SurveyedDays, surveyDays } from '../../app/export/survey-days';
import { exportColumns, rowMaker } from '../../core/export/export-form';
import type { TimeRange } from '../window/window-flags';
import type { ExportFlags } from './export-flags';
import type { ExportPlace } from './export-place';

/** A day with files that were left as they are, because they have more events than the store has now. */
export interface KeptDay {
  readonly day: string;
  readonly events: number;
  /** How many events the files that were left have. Absent if nothing of the day was read. */
  readonly kept?: number;
}

/** What an export by days came to. */
export interface WrittenDays extends Omit<SurveyedDays, 'vanished'> {
  readonly events: number;
  readonly days: number;
  readonly files: number;
  readonly kept: readonly KeptDay[];
}

/** Writes events to files of Parquet by region, account and day. `onDay` is told of each day that is whole. */
export async function writeDays(
  { target, runs }: ExportPlace,
  { schema, record = false }: { readonly schema: ExportFlags['schema']; readonly record?: boolean },
  range: TimeRange,
  events: AsyncIterable<FoundEvent>,
  onDay: (day: string) => void,
): Promise<WrittenDays> {
  const deps: ExportDependencies = {
    target,
    runs,
    columns: exportColumns(schema, record),
    newColumnFile: await parquetFiles(),
    rowOf: rowMaker(schema, record),
  };
  const written: Omit<ExportedDay, 'counts'>[] = [];
  let files = 0;
  for await (const { counts, ...day } of exportDays(deps, events)) {
    written.push(day);
    files += counts.size - day.kept.length;
    onDay(day.day);
  }
  const { vanished, ...survey } = await surveyDays(target, range, new Set(written.map(({ day }) => day)));
  return {
    ...survey,
    events: written.reduce((sum, day) => sum + day.events, 0),
    days: written.length,
    files,
    kept: [...written.flatMap(keptOf), ...vanished.map((day) => ({ day, events: 0 }))],
  };
}

function keptOf({ day, kept }: Pick<ExportedDay, 'day' | 'kept'>): readonly KeptDay[] {
  if (kept.length === 0) return [];
  const sum = (of: (each: (typeof kept)[number]) => number) => kept.reduce((total, each) => total + of(each), 0);
  return [{ day, events: sum(({ events }) => events), kept: sum((each) => each.kept ?? 0) }];
}
