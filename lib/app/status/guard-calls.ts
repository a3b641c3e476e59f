import { isGuardedName } from '../../core/guard/guard-table';
import { plainPartition } from '../../core/rows/event-keys';
import { isExpired } from '../../core/rows/retention';
import { storedEvent } from '../../core/rows/stored-event';
import { mapConcurrently } from '../flow/map-concurrently';
import type { EventReader, PageRequest } from '../ports/event-reader';

/** How many partitions to count in at once. */
const PARTITIONS_AT_ONCE = 8;

/** How far back calls are counted. */
const WINDOW_MS = 24 * 3_600_000;

/** Calls that tampered with a stack, or tried to, from a time on. */
export interface GuardCalls {
  readonly since: string;
  readonly count: number;
}

/** Counts the guard rows of the day before a time. Of the names in the guard table, the catalogue has few. */
export async function guardCalls(reader: EventReader, upTo: Date): Promise<GuardCalls> {
  const since = new Date(upTo.getTime() - WINDOW_MS).toISOString().replace(/\.\d+Z$/, 'Z');
  const names = (await reader.catalogue('')).filter((name) => isGuardedName(plainPartition(name)));
  const counts = await mapConcurrently(names, PARTITIONS_AT_ONCE, (value) =>
    countIn(reader, { ...ALL, partition: { table: 'events', value }, since }, upTo),
  );
  return { since, count: counts.reduce((sum, count) => sum + count, 0) };
}

const ALL = { until: undefined, oldestFirst: true, limit: undefined, withRecord: false, after: undefined } as const;

async function countIn(reader: EventReader, request: PageRequest, now: Date): Promise<number> {
  let count = 0;
  let after: unknown;
  do {
    const page = await reader.page({ ...request, after });
    // Systems Manager has calls of the same names, such as PutResourcePolicy.
    count += page.rows.filter((row) => !isExpired(row.expiresAt, now) && storedEvent(row).guard === true).length;
    after = page.after;
  } while (after !== undefined);
  return count;
}
