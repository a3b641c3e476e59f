import type { Resource } from '../event/audit-event';
import { roleName } from '../rows/term-row';
import type { EventQuery } from './event-query';
import { type ResourceSearch, resourceSearches } from './resource-search';
import type { StoredEvent } from './stored-event';

/** Whether an event answers a question, apart from `where`, which needs the record. */
export type EventFilter = (event: StoredEvent) => boolean;

const CHANGING: readonly string[] = ['changes', 'creates'];

/** The conditions of a question on the event fields. The key that found a row is checked again with the rest. */
export function eventFilter(query: EventQuery): EventFilter {
  const searches = query.resources.map(resourceSearches);
  const conditions: EventFilter[] = [
    ...fieldConditions(query),
    ...when(searches.length > 0, (event) => searches.some((search) => touches(event, search, query.changed))),
    ...when(query.roles.length > 0, ({ roleArn }) => query.roles.some((role) => isRole(roleArn, role))),
    ...when(query.errors.length > 0, (event) => hasError(event, query.errors)),
    ...when(query.denied, ({ outcome }) => outcome === 'denied'),
    ...when(query.writes, ({ readOnly }) => readOnly !== true),
    ...when(query.noAgent, ({ agent }) => agent !== true),
    ...when(!query.related && searches.length === 0, ({ related }) => related !== true),
  ];
  return (event) => conditions.every((holds) => holds(event));
}

/** Whether a question has conditions beside the keys that answer it: pages then hold more rows than answers. */
export function narrows(query: EventQuery): boolean {
  const lists = [query.eventNames, query.eventSources, query.principals, query.roles, query.actors, query.resources];
  const more = [query.eventIds, query.errors, query.accounts, query.regions, query.sourceAddresses, query.accessKeys];
  const asked = [...lists, ...more, query.where].filter((list) => list.length > 0).length;
  return asked > 1 || query.denied || query.writes || query.noAgent || query.changed || query.where.length > 0;
}

function fieldConditions(query: EventQuery): readonly EventFilter[] {
  const fields: readonly (readonly [keyof StoredEvent, readonly string[]])[] = [
    ['eventName', query.eventNames],
    ['eventSource', query.eventSources],
    ['userIdentityArn', query.principals],
    ['actor', query.actors],
    ['eventID', query.eventIds],
    ['recipientAccountId', query.accounts],
    ['awsRegion', query.regions],
    ['sourceIPAddress', query.sourceAddresses],
    ['accessKeyId', query.accessKeys],
  ];
  return fields
    .filter(([, values]) => values.length > 0)
    .map(
      ([name, values]) =>
        (event) =>
          values.includes(String(event[name])),
    );
}

function touches(event: StoredEvent, searches: readonly ResourceSearch[], onlyChanges: boolean): boolean {
  const asked = (resource: Resource) =>
    searches.some(({ id, kind }) => id === resource.id && (!kind || kind === resource.kind));
  return (event.resources ?? []).some(
    (resource) => asked(resource) && (!onlyChanges || CHANGING.includes(resource.relation)),
  );
}

/** An ARN must be equal; a name stands for the role in any account. */
function isRole(roleArn: string | undefined, asked: string): boolean {
  if (roleArn === undefined) return false;
  return asked.startsWith('arn:') ? roleArn === asked : roleName(roleArn) === roleName(asked);
}

function hasError({ errorCode, outcome }: StoredEvent, asked: readonly string[]): boolean {
  return (asked.includes('any') && outcome !== 'success') || (errorCode !== undefined && asked.includes(errorCode));
}

function when(condition: boolean, filter: EventFilter): readonly EventFilter[] {
  return condition ? [filter] : [];
}
