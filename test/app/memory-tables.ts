import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { EventReader, Page, PageRequest, RowCount } from '../../lib/app/ports/event-reader';
import type { EventStore, RefusedTerm } from '../../lib/app/ports/event-store';
import type { TermKey, TermReader } from '../../lib/app/ports/term-reader';
import { EVENT_ATTRIBUTES } from '../../lib/contract/tables';
import { type EventKey, sortKeyRange } from '../../lib/core/rows/event-keys';
import { type EventRow, INDEX_VERSION, type ListedRow, type StandingRow } from '../../lib/core/rows/event-row';
import { eventRowOf, listedRow } from '../../lib/core/rows/row-codec';
import { wholeRow } from '../../lib/core/rows/term-fields';
import { CATALOGUE_KEY, type TermRow } from '../../lib/core/rows/term-row';

type Attributes = Readonly<Record<string, unknown>>;

/** The Events and Terms tables in memory, by the key that each row has as one text: to be asked very often in a test. */
export class MemoryTables implements EventReader, TermReader, EventStore {
  readonly events = new Map<string, Attributes>();
  readonly termRows = new Map<string, Attributes>();

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
    return this.catalogued(prefix).map(({ eventTimeIdName }) => String(eventTimeIdName));
  }

  async olderPartitions(): Promise<readonly string[]> {
    const older = this.catalogued('').filter(({ indexVersion = 1 }) => Number(indexVersion) < INDEX_VERSION);
    return older.map(({ eventTimeIdName }) => String(eventTimeIdName));
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

  async putNewTerm(row: TermRow): Promise<void> {
    if (!this.termRows.has(termText(row))) await this.putTerms([row]);
  }

  async standing(key: EventKey): Promise<StandingRow | undefined> {
    return (await this.rows([key]))[0];
  }

  private catalogued(prefix: string): readonly Attributes[] {
    const entries = [...this.termRows.values()].filter(({ term }) => term === CATALOGUE_KEY.term);
    return entries.filter(({ eventTimeIdName }) => String(eventTimeIdName).startsWith(prefix));
  }

  private partition(
    table: PageRequest['partition']['table'],
    value: string,
    withRecord: boolean,
  ): { readonly sort: string; readonly row: ListedRow }[] {
    if (table === 'terms') {
      const rows = [...this.termRows.values()].filter(({ term }) => term === value);
      return rows.map((row) => ({ sort: String(row['eventTimeIdName']), row: wholeRow(row) }));
    }
    const key = table === 'events' ? 'eventName' : 'userIdentityArn';
    const rows = [...this.events.values()].filter((row) => row[key] === value);
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
