import type { CatalogueEntry } from '../../core/rows/catalogue';
import { plainPartition } from '../../core/rows/event-keys';
import { INDEX_VERSION } from '../../core/rows/event-row';

/** What a process knows of the catalogue: what it read when it began, and what it has added since. */
export class KnownPartitions {
  /** The partitions of each name, with the oldest version of their rows. */
  private readonly byName = new Map<string, Map<string, number>>();

  constructor(entries: readonly CatalogueEntry[]) {
    for (const entry of entries) this.add(entry);
  }

  has(partition: string): boolean {
    return this.of(partition).has(partition);
  }

  add({ partition, oldestVersion }: CatalogueEntry): void {
    this.byName.set(plainPartition(partition), new Map([...this.of(partition), [partition, oldestVersion]]));
  }

  /** The other partitions of the name that a partition belongs to, the plain one first. */
  others(partition: string): readonly string[] {
    return [...this.of(partition).keys()].filter((name) => name !== partition).sort();
  }

  /** Those of them in which rows of an older version of the index may stand. */
  olderOthers(partition: string): readonly string[] {
    const of = this.of(partition);
    return this.others(partition).filter((name) => (of.get(name) ?? INDEX_VERSION) < INDEX_VERSION);
  }

  private of(partition: string): ReadonlyMap<string, number> {
    return this.byName.get(plainPartition(partition)) ?? new Map();
  }
}
