import type { AgentTraffic } from '../../contract/environment';
import type { AuditEvent } from '../event/audit-event';
import type { KeptFamily } from '../guard/kept-family';
import { ALL_NEIGHBOURS, type KeptNeighbours, NO_NEIGHBOURS, neighbourOf } from '../neighbours/neighbour-calls';

/** Which records a deployment keeps. */
export interface KeptRecords {
  /** Event sources of the family, in lower case; empty for all. */
  readonly eventSources: ReadonlySet<string>;
  /** Event names that are left out. */
  readonly excludedEvents: ReadonlySet<string>;
  readonly agentTraffic: AgentTraffic;
  /** Whether KMS records on a parameter are kept. */
  readonly related: boolean;
  /** The neighbours whose calls are kept. */
  readonly neighbours: KeptNeighbours;
}

/** Every record that is found. */
export const KEEP_ALL: KeptRecords = {
  eventSources: new Set(),
  excludedEvents: new Set(),
  agentTraffic: 'keep',
  related: true,
  neighbours: ALL_NEIGHBOURS,
};

/** Every record but those of neighbours. A local store keeps them, and so does a deployment by default. */
export const KEEP_USUAL: KeptRecords = { ...KEEP_ALL, neighbours: NO_NEIGHBOURS };

/**
 * Whether to keep an event. A related one has another source, so only `related` decides, and of neighbours only `neighbours`.
 * Nothing leaves out a call that tampers with the system.
 */
export function isKept(event: AuditEvent, family: KeptFamily, kept: KeptRecords): boolean {
  if (family === 'guard') return true;
  if (family === 'related') return kept.related;
  if (family === 'neighbour') return isKeptNeighbour(event, kept);
  const { eventSources, excludedEvents, agentTraffic } = kept;
  if (event.agent && agentTraffic === 'leave-out') return false;
  if (excludedEvents.has(event.eventName)) return false;
  return eventSources.size === 0 || eventSources.has(event.eventSource.toLowerCase());
}

function isKeptNeighbour({ eventSource, eventName }: AuditEvent, { neighbours }: KeptRecords): boolean {
  const neighbour = neighbourOf({ eventSource, eventName });
  return neighbour !== undefined && neighbours.has(neighbour);
}

/**
 * How many days an event is kept. Agent traffic may have its own number, which is never more than that of all others.
 */
export function daysKept(
  event: AuditEvent,
  days: number | undefined,
  { agentTraffic }: KeptRecords,
): number | undefined {
  if (!event.agent || typeof agentTraffic !== 'number') return days;
  return Math.min(agentTraffic, days ?? agentTraffic);
}
