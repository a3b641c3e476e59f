import type { EventReader, Page, PageRequest, RowCount } from '../../lib/app/ports/event-reader';
import type { AuditEvent } from '../../lib/core/event/audit-event';
import type { JsonObject } from '../../lib/core/record/json';
import { type EventKey, principalKey, type Spread, sortKeyRange } from '../../lib/core/rows/event-keys';
import type { EventRow, ListedRow } from '../../lib/core/rows/event-row';
import { isExpired } from '../../lib/core/rows/retention';
import { eventRowOf } from '../../lib/core/rows/row-codec';
import { wholeRow } from '../../lib/core/rows/term-fields';
import type { TermRow } from '../../lib/core/rows/term-row';
import { NO_SPREAD, rowOf, termRowsTo } from '../core/rows/events';

/** Rows that a page holds at most, so that few rows make many pages. */
const PAGE_ROWS = 7;

interface StoredRow {
  readonly sortKey: string;
  /** The sort key as UTF-8, by which DynamoDB orders. */
  readonly bytes: Buffer;
  readonly row: ListedRow;
}

/** An `EventReader` over rows in memory that counts what is read. */
export class MemoryReader implements EventReader {
  readonly pages: PageRequest[] = [];
  rowsRead = 0;
  keyLookUps = 0;
  /** Partitions that the catalogue says may hold rows of older index versions. */
  readonly older = new Set<string>();
  private readonly partitions = new Map<string, StoredRow[]>();
  /** Partitions to which rows were added since they were put in order. */
  private readonly unordered = new Set<string>();
  private readonly names = new Set<string>();
  /** Makes the terms of an event that was added, which many tests never ask for. */
  private readonly unread: (() => readonly TermRow[])[] = [];

  constructor(
    events: readonly AuditEvent[] = [],
    spread: Spread = NO_SPREAD,
    private readonly pageRows = PAGE_ROWS,
  ) {
    for (const event of events) this.addEvent(event, spread);
  }

  /** Adds the row of an event with its terms. */
  addEvent(event: AuditEvent, spread: Spread = NO_SPREAD): void {
    const row = rowOf(event, recordOf(event), {}, spread);
    this.add(row);
    this.unread.push(() => termRowsTo(row, event));
  }

  /** Adds a row with its terms. */
  add(row: EventRow, terms: readonly TermRow[] = []): void {
    this.names.add(row.eventName);
    this.put(`events\n${row.eventName}`, row.eventTimeId, row);
    const { record: _, ...listed } = row;
    if (row.userIdentityArn) this.put(`byPrincipal\n${principalKey(row.userIdentityArn)}`, row.eventTimeId, listed);
    this.addTerms(terms);
  }

  private addTerms(terms: readonly TermRow[]): void {
    for (const term of terms) this.put(`terms\n${term.term}`, term.eventTimeIdName, wholeRow(term));
  }

  async page(request: PageRequest): Promise<Page> {
    this.pages.push(request);
    const { partition, since, until, oldestFirst, limit = Number.POSITIVE_INFINITY, withRecord } = request;
    if (partition.table === 'terms') for (const make of this.unread.splice(0)) this.addTerms(make());
    const [from, to] = sortKeyRange(since, until);
    const ascending = this.ascending(`${partition.table}\n${partition.value}`).filter(
      ({ sortKey }) => sortKey >= from && sortKey <= to,
    );
    const ordered = oldestFirst ? ascending : ascending.reverse();
    const start = Number(request.after ?? 0);
    const end = start + Math.min(limit, this.pageRows);
    const rows = ordered.slice(start, end).map(({ row }) => (withRecord ? row : withoutRecord(row)));
    this.rowsRead += rows.length;
    return { rows, after: end < ordered.length ? end : undefined };
  }

  async count(eventName: string, most: number, now: Date): Promise<RowCount> {
    const rows = this.partitions.get(`events\n${eventName}`) ?? [];
    const standing = rows.filter(({ row }) => !isExpired(row.expiresAt, now)).length;
    return { rows: Math.min(standing, most), isWhole: standing <= most };
  }

  async rows(keys: readonly EventKey[]): Promise<readonly EventRow[]> {
    this.keyLookUps += 1;
    return keys.flatMap(({ eventName, eventTimeId }) =>
      (this.partitions.get(`events\n${eventName}`) ?? [])
        .filter(({ sortKey }) => sortKey === eventTimeId)
        .map(({ row }) => eventRowOf(row, 'memory')),
    );
  }

  async catalogue(prefix: string): Promise<readonly string[]> {
    return [...this.names].filter((name) => name.startsWith(prefix)).sort();
  }

  async olderPartitions(): Promise<readonly string[]> {
    return [...this.older];
  }

  private put(partition: string, sortKey: string, row: ListedRow): void {
    const rows = this.partitions.get(partition) ?? [];
    rows.push({ sortKey, bytes: Buffer.from(sortKey), row });
    this.partitions.set(partition, rows);
    this.unordered.add(partition);
  }

  /** A partition is put in order when it is first read after a change, not for each page. */
  private ascending(partition: string): readonly StoredRow[] {
    const rows = this.partitions.get(partition) ?? [];
    if (this.unordered.delete(partition)) rows.sort((left, right) => Buffer.compare(left.bytes, right.bytes));
    return rows;
  }
}

function withoutRecord({ record: _, ...row }: ListedRow): ListedRow {
  return row;
}

/** A record that tells what an event of the tests touched, for what its rows have no room. */
function recordOf({ eventID, eventName, eventTime, resources }: AuditEvent): JsonObject {
  const instanceIds = resources.filter(({ kind }) => kind === 'instance').map(({ id }) => id);
  return { eventID, eventName, eventTime, requestParameters: { instanceIds } };
}
