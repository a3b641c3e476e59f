import type { Driver } from './organization';
import type { Write } from './recorded-writes';

/** What a partition takes in a second, by what makes it more. */
export interface Heat {
  readonly table: string;
  readonly partition: string;
  /** Write units a second. */
  readonly units: number;
  readonly driver: Driver;
}

/** Sums up what partitions take, of samples that stand for a rate each. */
export class HeatMap {
  private readonly partitions = new Map<string, { table: string; partition: string; by: Map<Driver, number> }>();
  private readonly tables = new Map<string, Map<Driver, number>>();

  /** A write that stands for so many a second. */
  add({ table, partition, units }: Write, driver: Driver, timesASecond: number): void {
    const key = JSON.stringify([table, partition]);
    const heat = this.partitions.get(key) ?? { table, partition, by: new Map() };
    this.partitions.set(key, heat);
    const whole = this.tables.get(table) ?? new Map<Driver, number>();
    this.tables.set(table, whole);
    for (const sums of [heat.by, whole]) sums.set(driver, (sums.get(driver) ?? 0) + units * timesASecond);
  }

  /**
   * The hottest partition of each kind of keys, the hottest first. Those that a name is spread over take the same in the long
   * run, whatever a sample shows, so each counts with their mean.
   */
  hottest(kindOf: (table: string, partition: string) => string): readonly Heat[] {
    const byKind = new Map<string, Heat>();
    for (const heat of this.withMeans()) {
      const { table, partition } = heat;
      const kind = kindOf(table, partition);
      if (heat.units > (byKind.get(kind)?.units ?? -1)) byKind.set(kind, heat);
    }
    return [...byKind.values()].sort((one, other) => other.units - one.units);
  }

  private withMeans(): readonly Heat[] {
    const families = new Map<string, Heat[]>();
    for (const { table, partition, by } of this.partitions.values()) {
      const family = JSON.stringify([table, table === 'events' ? partition.replace(NUMBERED, '') : partition]);
      families.set(family, [...(families.get(family) ?? []), { table, partition, ...summed(by) }]);
    }
    return [...families.values()].flatMap((those) => {
      const mean = those.reduce((sum, { units }) => sum + units, 0) / those.length;
      return those.map((heat) => ({ ...heat, units: mean }));
    });
  }

  /** What whole tables and indexes take. */
  totals(): readonly Heat[] {
    return [...this.tables].map(([table, by]) => ({ table, partition: '', ...summed(by) }));
  }

  /** How many partitions a table has. */
  count(table: string): number {
    return [...this.partitions.values()].filter((each) => each.table === table).length;
  }
}

/** The number of a partition that a name is spread over. */
const NUMBERED = /#\d+$/;

function summed(by: ReadonlyMap<Driver, number>): Pick<Heat, 'driver' | 'units'> {
  const most = [...by].sort(([, one], [, other]) => other - one)[0];
  return { units: [...by.values()].reduce((sum, units) => sum + units, 0), driver: most?.[0] ?? 'nodes' };
}
