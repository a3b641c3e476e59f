import { INDEX_VERSION } from './event-row';

/**
 * An entry of the catalogue: a partition of the Events table, and the oldest index version that its rows may have. No
 * question reads a partition that the catalogue does not name.
 */
export interface CatalogueEntry {
  readonly partition: string;
  readonly oldestVersion: number;
}

/** The version of partitions whose entry has none: programs of that version wrote none. */
export const FIRST_VERSION = 1;

/** The entry of a partition in which only rows of this version stand. */
export function catalogueEntry(partition: string): CatalogueEntry {
  return { partition, oldestVersion: INDEX_VERSION };
}
