import type { PageRequest } from '../../lib/app/ports/event-reader';
import type { Partition } from '../../lib/core/query/partition';
import type { EventRow, ListedRow } from '../../lib/core/rows/event-row';
import type { NewStore } from './stores';

/** A row of an event. */
export function eventRowFor(eventName: string, overrides: Partial<EventRow> = {}): EventRow {
  return {
    eventName,
    eventTimeId: '2024-03-01T10:00:00Z#id',
    logFile: 's3://b/one',
    recordIndex: 0,
    recordSha256: 'abc',
    origin: 'delivery',
    maskedPaths: [],
    indexVersion: 1,
    userIdentityArn: 'arn',
    ...overrides,
  };
}

/** A request of a page; unless it says otherwise, of all, the newest first. */
export function pageOf(partition: Partition, overrides: Partial<PageRequest> = {}): PageRequest {
  const all = { since: undefined, until: undefined, limit: undefined, after: undefined };
  return { partition, ...all, oldestFirst: false, withRecord: false, ...overrides };
}

/** All rows of a partition, the oldest first. */
export async function rowsOf({ ports }: NewStore, partition: Partition): Promise<readonly ListedRow[]> {
  const { reader } = ports.reading();
  const rows: ListedRow[] = [];
  let after: unknown;
  do {
    const page = await reader.page(pageOf(partition, { oldestFirst: true, withRecord: true, after }));
    rows.push(...page.rows);
    after = page.after;
  } while (after !== undefined);
  return rows;
}
