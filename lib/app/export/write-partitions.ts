import { partitionNamed } from '../../core/export/export-files';
import { type ExportPartition, partitionFile } from '../../core/export/export-partition';
import type { FittedObject } from '../../core/export/fitted-value';
import type { Columns } from '../../core/export/shape';
import type { ColumnFile, NewColumnFile } from '../ports/export/column-files';
import type { ExportFile, ExportTarget } from '../ports/export/export-target';
import type { PartitionRow } from './partition-runs';

/** What partitions are written with. */
export interface PartitionDependencies {
  readonly target: ExportTarget;
  readonly columns: Columns;
  readonly newColumnFile: NewColumnFile;
}

/** The fewest events that the file of a partition may have: as many as the one that it replaces, if there is one. */
export type LeastEvents = (partition: string) => number;

/** A partition that was written; or not, because it had more events before than there are now. */
export interface WrittenPartition {
  readonly partition: string;
  readonly events: number;
  /** How many events the file that was left in its place has. Absent if it was replaced. */
  readonly kept?: number;
}

/** A file that is open, and where its bytes go. */
interface OpenPartition {
  readonly partition: string;
  readonly file: ExportFile;
  readonly columns: ColumnFile;
  events: number;
}

/**
 * Writes the partitions of a day, one after the other, from rows that come by partition. Gives each as soon as it is in its
 * place. What an error or the end of the reading cuts off is abandoned, and its place is as it was.
 */
export async function* writePartitions<Row extends PartitionRow>(
  deps: PartitionDependencies,
  day: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
  leastEvents: LeastEvents,
  onRow: (row: Row) => void = () => undefined,
): AsyncGenerator<WrittenPartition> {
  let open: OpenPartition | undefined;
  try {
    for await (const row of rows) {
      if (open && open.partition !== row.partition) {
        const ended: OpenPartition = open;
        open = undefined;
        yield await completed(ended, leastEvents);
      }
      open ??= await opened(deps, partitionNamed(row.partition, day), row.partition);
      await open.columns.add(JSON.parse(row.json) as FittedObject, row.json.length);
      open.events += 1;
      onRow(row);
    }
    const last = open;
    open = undefined;
    if (last) yield await completed(last, leastEvents);
  } finally {
    await open?.file.abandon();
  }
}

async function opened(
  { target, columns, newColumnFile }: PartitionDependencies,
  place: ExportPartition,
  partition: string,
): Promise<OpenPartition> {
  const file = await target.create(partitionFile(place));
  return { partition, file, columns: newColumnFile(columns, (bytes) => file.write(bytes)), events: 0 };
}

async function completed(
  { partition, file, columns, events }: OpenPartition,
  leastEvents: LeastEvents,
): Promise<WrittenPartition> {
  const least = leastEvents(partition);
  try {
    if (events < least) return { partition, events, kept: least };
    await columns.end();
    await file.complete();
    return { partition, events };
  } finally {
    await file.abandon();
  }
}
