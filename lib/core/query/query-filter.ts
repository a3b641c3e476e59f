import type { Resource } from '../resources/resource';
import { storedResourceId } from '../rows/event-row';
import type { StoredEvent } from '../rows/stored-event';
import { roleName } from '../rows/term-row';
import { storedField } from '../text/shortened-text';
import type { EventQuery } from './event-query';
import { planQuery } from './query-plan';
import { type ResourceSearch, resourceSearches } from './resource-search';

/** Whether an event answers a question, apart from `where`, which needs the record. */
export type EventFilter = (event: StoredEvent) => boolean;

const CHANGING: readonly string[] = ['changes', 'creates'];

/** The conditions of a question on the event fields. The key that found a row is checked again with the rest. */
export function eventFilter(query: EventQuery): EventFilter {
  const searches = query.resources.map(resourceSearches);
  const isFoundByTerm = searches.length > 0 && planQuery(query).by === 'resource';
  const conditions: EventFilter[] = [
    ...fieldConditions(query),
    ...when(
      searches.length > 0,
      (event) =>
        searches.some((search) => touches(event, search, query.changed)) ||
        (isFoundByTerm && mayTouchMore(event) && !query.changed),
    ),
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
  const { by } = planQuery(query);
  const keyed: readonly (readonly [by: string, asked: readonly unknown[]])[] = [
    ['eventID', query.eventIds],
    ['accessKeyId', query.accessKeys],
    ['resource', query.resources],
    ['userIdentityArn', query.principals],
    ['actor', query.actors],
    ['role', query.roles],
    ['sourceIPAddress', query.sourceAddresses],
    ['eventName', query.eventNames],
    ['outcome', query.errors],
  ];
  const filters = [query.eventSources, query.accounts, query.regions, query.where];
  const isMoreAsked =
    keyed.some(([key, asked]) => key !== by && asked.length > 0) || filters.some((asked) => asked.length > 0);
  const isDeniedMore = query.denied && (by !== 'outcome' || query.errors.length > 0);
  return isMoreAsked || isDeniedMore || query.writes || query.noAgent || query.changed;
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
  return fields.filter(([, asked]) => asked.length > 0).map(([name, asked]) => hasOneOf(name, asked.map(storedField)));
}

function hasOneOf(name: keyof StoredEvent, values: readonly unknown[]): EventFilter {
  return (event) => event[name] !== undefined && values.includes(event[name]);
}

function touches(event: StoredEvent, searches: readonly ResourceSearch[], onlyChanges: boolean): boolean {
  const asked = (resource: Resource) =>
    searches.some(({ id, kind }) => storedResourceId(id) === resource.id && (!kind || kind === resource.kind));
  return (event.resources ?? []).some(
    (resource) => asked(resource) && (!onlyChanges || CHANGING.includes(resource.relation)),
  );
}

/** Whether the row lists a part of what the event touched: its term knows, the list does not. */
function mayTouchMore({ resourcesOmitted }: StoredEvent): boolean {
  return resourcesOmitted !== undefined;
}

/**
 * A name stands for the role in any account, an ARN for that of its account. Paths are not compared: a name is a role's
 * alone in its account, and where CloudTrail named no issuer the path is lost (`roleArnOf`).
 */
function isRole(roleArn: string | undefined, asked: string): boolean {
  if (roleArn === undefined || roleName(roleArn) !== roleName(asked)) return false;
  return !asked.startsWith('arn:') || accountOf(roleArn) === accountOf(asked);
}

/** `arn:<partition>:iam::<account>` of an ARN. */
function accountOf(arn: string): string {
  return arn.split(':', 5).join(':');
}

function hasError({ errorCode, outcome }: StoredEvent, asked: readonly string[]): boolean {
  return (asked.includes('any') && outcome !== 'success') || asked.some((code) => errorCode === storedField(code));
}

function when(condition: boolean, filter: EventFilter): readonly EventFilter[] {
  return condition ? [filter] : [];
}
