import type { PlannedQuery } from '../../core/query/planned-query';

/** The most partitions that are read for one story: hosts, and whatever is named, may be many. */
const MOST_PARTITIONS = 40;

/** Admits questions while the partitions that they read are not too many. */
export class PartitionBudget {
  private readonly used = new Set<string>();
  /** Questions that were not admitted. */
  refused = 0;

  constructor(
    /** Whether rows of older index versions are there, for which questions read more partitions. */
    private readonly hasOlder: boolean,
    private readonly most = MOST_PARTITIONS,
  ) {}

  /** Whether a question may be asked, which then counts. */
  admits({ plan }: PlannedQuery): boolean {
    const read = 'partitions' in plan ? plan.partitions : plan.names.map((value) => ({ table: 'events', value }));
    const standing = read.filter((each) => this.hasOlder || !('olderOnly' in each));
    const added = standing.map(({ table, value }) => `${table}\n${value}`).filter((name) => !this.used.has(name));
    if (this.used.size + added.length > this.most) {
      this.refused += 1;
      return false;
    }
    for (const name of added) this.used.add(name);
    return true;
  }
}
