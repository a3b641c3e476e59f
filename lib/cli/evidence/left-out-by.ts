import { keptBy } from '../../app/ingest/indexing-configuration';
import type { AuditEvent } from '../../core/event/audit-event';
import { neighbourOf } from '../../core/neighbours/neighbour-calls';
import { isKept } from '../../core/rows/kept-records';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { StackIndexing } from './package-layout';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Whether the store that was asked may leave an event out: a stack by its settings, or because its row has expired, and any store
 * a neighbour's call, because it knows file by file which neighbours it read.
 */
export function leftOutBy(indexing: StackIndexing | undefined, now: Date): (event: StoredEvent) => boolean {
  if (!indexing) return isOfNeighbour;
  const kept = keptBy(indexing);
  const expired = now.getTime() - Number(indexing.RetentionDays) * DAY_MS;
  return (event) => {
    const family = event.related ? 'related' : 'systems-manager';
    // Agent traffic may be kept for fewer days than the rest.
    const isShort = event.agent === true && typeof kept.agentTraffic === 'number';
    return (
      isOfNeighbour(event) ||
      isShort ||
      !isKept(event as AuditEvent, family, kept) ||
      Date.parse(event.eventTime ?? '') < expired
    );
  };
}

function isOfNeighbour({ eventSource = '', eventName = '' }: StoredEvent): boolean {
  return neighbourOf({ eventSource, eventName }) !== undefined;
}
