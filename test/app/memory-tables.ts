import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { EventReader, Page, PageRequest, RowCount } from '../../lib/app/ports/event-reader';
import type { EventStore, RefusedTerm } from '../../lib/app/ports/event-store';
import type { TermKey, TermReader } from '../../lib/app/ports/term-reader';
import { EVENT_ATTRIBUTES, FORMER_CATALOGUE_TERM } from '../../lib/contract/tables';
import { type CatalogueEntry, FIRST_VERSION } from '../../lib/core/rows/catalogue';
import { type EventKey, sortKeyRange } from '../../lib/core/rows/event-keys';
import { type EventRow, INDEX_VERSION, type ListedRow, type StandingRow } from '../../lib/core/rows/event-row';
import { eventRowOf, listedRow } from '../../lib/core/rows/row-codec';
import { wholeRow } from '../../lib/core/rows/term-fields';
import type { TermRow } from '../../lib/core/rows/term-row';

type Attributes = Readonly<Record<string, unknown>>;

/** Rows by the key that each has as one text. Those of a partition are found without a look at the others. */
class RowMap extends Map<string, Attributes> {
  private readonly partitions = new Map<unknown, Map<string, Attributes>>();

  constructor(private readonly partitionKey: string) {
    super();
  }

  override set(key: string, row: Attributes): this {
    const [former, value] = [this.get(key), row].map((each) => each?.[this.partitionKey]);
    if (former !== value) this.partitions.get(former)?.delete(key);
    const partition = this.partitions.get(value) ?? new Map<string, Attributes>();
    this.partitions.set(value, partition.set(key, row));
    return super.set(key, row);
  }

  override delete(key: string): boolean {
    this.partitions.get(this.get(key)?.[this.partitionKey])?.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.partitions.clear();
    super.clear();
  }

  partition(value: string): readonly Attributes[] {
    return [...(this.partitions.get(value)?.values() ?? [])];
  }
}

/** The Events and Terms tables in memory, by the key that each row has as one text: to be asked very often in a test. */
export class MemoryTables implements EventReader, TermReader, EventStore {
  readonly events = new RowMap('eventName');
  readonly termRows = new RowMap('term');
  /** The oldest version of each partition in the catalogue. */
  readonly partitions = new Map<string, number>();

  async page({ partition: { table, value }, since, until, oldestFirst, withRecord }: PageRequest): Promise<Page> {
    const [from, to] = sortKeyRange(since, until);
    const rows = this.partition(table, value, withRecord).filter(({ sort }) => sort >= from && sort <= to);
    const ascending = rows.sort((one, other) => (one.sort < other.sort ? -1 : 1)).map(({ row }) => row);
    return { rows: oldestFirst ? ascending : ascending.reverse(), after: undefined };
  }

  async count(eventName: string): Promise<RowCount> {
    return { rows: this.partition('events', eventName, false).length, isWhole: true };
  }

  async rows(keys: readonly EventKey[]): Promise<readonly EventRow[]> {
    return keys.flatMap((key) => {
      const row = this.events.get(eventText(key));
      return row ? [eventRowOf(row, 'Events')] : [];
    });
  }

  async catalogue(prefix: string): Promise<readonly string[]> {
    return (await this.catalogued()).map(({ partition }) => partition).filter((name) => name.startsWith(prefix));
  }

  async olderPartitions(): Promise<readonly string[]> {
    const older = (await this.catalogued()).filter(({ oldestVersion }) => oldestVersion < INDEX_VERSION);
    return older.map(({ partition }) => partition);
  }

  async terms(keys: readonly TermKey[]): Promise<readonly TermRow[]> {
    return keys.flatMap((key) => (this.termRows.get(termText(key)) as TermRow | undefined) ?? []);
  }

  async putNew(row: EventRow): Promise<StandingRow | undefined> {
    const standing = await this.standing(row);
    if (!standing) this.events.set(eventText(row), stored(row));
    return standing;
  }

  async refresh(row: EventRow): Promise<boolean> {
    const standing = await this.standing(row);
    const isOlder = standing?.recordSha256 === row.recordSha256 && standing.indexVersion < row.indexVersion;
    if (isOlder) this.events.set(eventText(row), stored(row));
    return isOlder;
  }

  async putTerms(rows: readonly TermRow[]): Promise<readonly RefusedTerm[]> {
    for (const row of rows) this.termRows.set(termText(row), stored(row));
    return [];
  }

  async catalogued(): Promise<readonly CatalogueEntry[]> {
    const former = this.termRows.partition(FORMER_CATALOGUE_TERM);
    const versions = former.map((row): [string, number] => [String(row['eventTimeIdName']), FIRST_VERSION]);
    return [...new Map([...versions, ...this.partitions])].map(([partition, oldestVersion]) => ({
      partition,
      oldestVersion,
    }));
  }

  async addPartition({ partition, oldestVersion }: CatalogueEntry): Promise<void> {
    if ((await this.catalogued()).every((entry) => entry.partition !== partition))
      this.partitions.set(partition, oldestVersion);
  }

  async standing(key: EventKey): Promise<StandingRow | undefined> {
    return (await this.rows([key]))[0];
  }

  private partition(
    table: PageRequest['partition']['table'],
    value: string,
    withRecord: boolean,
  ): { readonly sort: string; readonly row: ListedRow }[] {
    if (table === 'terms') {
      const rows = this.termRows.partition(value);
      return rows.map((row) => ({ sort: String(row['eventTimeIdName']), row: wholeRow(row) }));
    }
    const rows =
      table === 'events'
        ? this.events.partition(value)
        : [...this.events.values()].filter(({ userIdentityArn }) => userIdentityArn === value);
    const read = (row: Attributes) =>
      withRecord && table === 'events' ? eventRowOf(row, 'Events') : listedRow(listed(row), 'Events');
    return rows.map((row) => ({ sort: String(row['eventTimeId']), row: read(row) }));
  }
}

/** A row as it comes back from a table. */
function stored(row: object): Attributes {
  return unmarshall(marshall(row, { removeUndefinedValues: true }));
}

function listed(row: Attributes): Attributes {
  const names = new Set<string>([...EVENT_ATTRIBUTES, 'eventTimeId']);
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
}

function eventText({ eventName, eventTimeId }: EventKey): string {
  return `${eventName}\n${eventTimeId}`;
}

function termText({ term, eventTimeIdName }: TermKey): string {
  return `${term}\n${eventTimeIdName}`;
}
