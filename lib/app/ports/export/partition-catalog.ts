import type { ExportPartition } from '../../../core/export/export-partition';
import type { Deadline } from '../deadline';

/** How many partitions a catalog takes at once (Glue API reference: BatchCreatePartition). */
export const MOST_PARTITIONS = 100;

/** The catalog of a table over an export, which lists the partitions that the table has. */
export interface PartitionCatalog {
  /** The table, and where its files are: what was registered of another is not registered of this one. */
  readonly table: string;
  /** Registers at most `MOST_PARTITIONS` partitions, and passes over those that are registered. */
  add(partitions: readonly ExportPartition[], deadline: Deadline): Promise<void>;
}
