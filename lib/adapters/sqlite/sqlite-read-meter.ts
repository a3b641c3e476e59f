import type { ReadCost, ReadCosts, ReadMeasurement } from '../../app/ports/readable-store';
import { EVENTS_TABLE, TERMS_TABLE } from '../../contract/tables';
import type { Partition } from '../../core/query/partition';
import { sortKeyRange } from '../../core/rows/event-keys';
import { LOCAL_TABLE_NAMES } from './table-names';

const [BY_PRINCIPAL] = EVENTS_TABLE.indexes;

/** What each kind of partition is read by. */
const KEYS = {
  events: { table: LOCAL_TABLE_NAMES.events, ...EVENTS_TABLE },
  byPrincipal: { table: LOCAL_TABLE_NAMES.events, index: BY_PRINCIPAL.name, ...BY_PRINCIPAL },
  terms: { table: LOCAL_TABLE_NAMES.terms, ...TERMS_TABLE },
} as const;

/** What questions read of a local store. Nobody counts units of it. */
export class SqliteReadMeter implements ReadMeasurement {
  private readonly queries = new Map<string, ReadCost>();
  private rowsByKey = 0;

  /** Adds one page of a partition. */
  add({ table, value }: Partition, since: string | undefined, until: string | undefined, items: number): void {
    const { partitionKey, sortKey, ...key } = KEYS[table];
    const [from, to] = sortKeyRange(since, until).map((each) => JSON.stringify(each));
    const keyCondition = `${partitionKey} = ${JSON.stringify(value)} AND ${sortKey} BETWEEN ${from} AND ${to}`;
    const name = `${table}\n${keyCondition}`;
    const before = this.queries.get(name) ?? { pages: 0, items: 0 };
    this.queries.set(name, {
      table: key.table,
      ...('index' in key && { index: key.index }),
      keyCondition,
      pages: before.pages + 1,
      items: before.items + items,
    });
  }

  /** Adds rows that were read by key. */
  addRows(count: number): void {
    this.rowsByKey += count;
  }

  costs(): ReadCosts {
    return { queries: [...this.queries.values()], rowsByKey: this.rowsByKey };
  }
}
