import { type DayCounts, partitionName } from '../../core/export/export-files';
import type { ExportableEvent } from '../../core/export/export-form';
import { partitionOf } from '../../core/export/export-partition';
import type { FittedObject } from '../../core/export/fitted-value';
import type { RunStore } from '../ports/export/run-store';
import { readDay, writeDay } from './day-list';
import { mergeRuns } from './merge-runs';
import { type PartitionRow, PartitionRuns } from './partition-runs';
import { type PartitionDependencies, type WrittenPartition, writePartitions } from './write-partitions';

/** What an export by days needs. */
export interface ExportDependencies extends PartitionDependencies {
  readonly runs: RunStore;
  /** The row of an event. Undefined for what has no form in the schema. */
  readonly rowOf: (found: ExportableEvent) => FittedObject | undefined;
}

/** A day that was written. */
export interface ExportedDay {
  readonly day: string;
  readonly events: number;
  /** The events of each partition that the day has now, also of those that were kept. */
  readonly counts: DayCounts;
  /** Partitions whose earlier file had more events than there are now, and was left in its place. */
  readonly kept: readonly WrittenPartition[];
}

/** What an event becomes in an export by days. Undefined for one without a day, or without a form in the schema. */
export function placedRow(
  { rowOf }: Pick<ExportDependencies, 'rowOf'>,
  found: ExportableEvent,
): (PartitionRow & { readonly day: string }) | undefined {
  const [place, row] = [partitionOf(found.event), rowOf(found)];
  return place && row && { day: place.day, partition: partitionName(place), json: JSON.stringify(row) };
}

/**
 * Writes events to a file for each region, account and day, which replaces an earlier one. The events have to come in the
 * order of their time. Gives each day as soon as it is written; a day that is cut off has an earlier or a new file in each
 * place, and none in part.
 */
export async function* exportDays(
  deps: ExportDependencies,
  events: AsyncIterable<ExportableEvent>,
): AsyncGenerator<ExportedDay> {
  let day: string | undefined;
  let runs = runsOf(deps, '');
  try {
    for await (const found of events) {
      const row = placedRow(deps, found);
      if (!row) continue;
      if (day !== undefined && row.day !== day) yield await exportDay(deps, day, runs);
      if (row.day !== day) runs = runsOf(deps, row.day);
      day = row.day;
      runs.add(row);
      if (runs.isFull) await runs.flush();
    }
    if (day !== undefined) yield await exportDay(deps, day, runs);
  } finally {
    await deps.runs.remove(runs.runs.map(({ name }) => name));
  }
}

function runsOf({ runs }: ExportDependencies, day: string): PartitionRuns {
  return new PartitionRuns(runs, `${day}-`);
}

async function exportDay(deps: ExportDependencies, day: string, runs: PartitionRuns): Promise<ExportedDay> {
  const before = await readDay(deps.target, day);
  const written: WrittenPartition[] = [];
  const least = (partition: string) => before.get(partition) ?? 0;
  for await (const each of writePartitions(deps, day, await rowsIn(deps, runs), least)) written.push(each);
  await deps.runs.remove(runs.runs.map(({ name }) => name));
  const counts = countsAfter(before, written);
  await writeDay(deps.target, day, counts);
  const events = written.reduce((sum, each) => sum + each.events, 0);
  return { day, events, counts, kept: keptAmong(before, written) };
}

/** The rows of a day by partition: from memory, unless they are more than it holds. */
async function rowsIn(
  { runs: store }: ExportDependencies,
  runs: PartitionRuns,
): Promise<AsyncIterable<PartitionRow> | readonly PartitionRow[]> {
  if (runs.runs.length === 0) return runs.takeSorted();
  await runs.flush();
  return mergeRuns(store, runs.runs, []);
}

/** How many events each partition of a day has after partitions were written, or left as they were. */
export function countsAfter(before: DayCounts, written: readonly WrittenPartition[]): DayCounts {
  const replaced = written.filter(({ kept }) => kept === undefined);
  return new Map([...before, ...replaced.map(({ partition, events }) => [partition, events] as const)]);
}

/** The partitions that an earlier export has more events of: those with fewer events now, and those with none. */
export function keptAmong(before: DayCounts, written: readonly WrittenPartition[]): readonly WrittenPartition[] {
  const found = new Set(written.map(({ partition }) => partition));
  const vanished = [...before].filter(([partition, events]) => events > 0 && !found.has(partition));
  return [
    ...written.filter(({ kept }) => kept !== undefined),
    ...vanished.map(([partition, kept]) => ({ partition, events: 0, kept })),
  ];
}
