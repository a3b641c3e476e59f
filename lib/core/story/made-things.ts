import { isNodeId } from '../resources/managed-node';
import type { Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { foldedId } from '../rows/term-row';

/** What one call makes and others then name by its ID: they belong together. */
const MADE: ReadonlySet<ResourceKind> = new Set(['session', 'command', 'automation', 'accessRequest', 'connection']);

/** How Automation calls the sessions of the role that an execution assumes, before the ID of the execution. */
const AUTOMATION_SESSION = 'Automation-';

/** The sessions, commands, executions and access requests that an event made, or is about. */
export function thingsOf({ resources = [] }: StoredEvent): readonly string[] {
  return [...new Set(resources.filter(({ kind }) => MADE.has(kind)).map(({ id }) => id))];
}

/** Those that successful calls made. */
export function thingsMade(events: readonly StoredEvent[]): readonly string[] {
  return idsOf(events, ({ kind, relation }) => MADE.has(kind) && relation === 'creates');
}

/** The automations that successful calls started. */
export function automationsStarted(events: readonly StoredEvent[]): readonly string[] {
  return idsOf(events, ({ kind, relation }) => kind === 'automation' && relation === 'creates');
}

/** The actor in the calls that an automation makes in the role that it assumes. */
export function automationActor(executionId: string): string {
  return `${AUTOMATION_SESSION}${executionId}`;
}

/** The execution in whose name an event was called, if it was. */
export function executionOf({ actor = '' }: StoredEvent): string | undefined {
  return actor.startsWith(AUTOMATION_SESSION) ? actor.slice(AUTOMATION_SESSION.length) : undefined;
}

/** The machines that successful calls acted on, in the order in which they were reached. */
export function hostsReached(events: readonly StoredEvent[]): readonly string[] {
  const hosts = idsOf(events, ({ id, kind, relation }) => kind === 'instance' && relation === 'target' && isNodeId(id));
  return [...new Map(hosts.map((id) => [foldedId(id), id])).values()];
}

function idsOf(events: readonly StoredEvent[], isMeant: (resource: Resource) => boolean): readonly string[] {
  const successful = events.filter(({ outcome, agent }) => outcome === 'success' && agent !== true);
  return [...new Set(successful.flatMap(({ resources = [] }) => resources.filter(isMeant).map(({ id }) => id)))];
}
