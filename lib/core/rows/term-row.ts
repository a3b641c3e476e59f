import { EVENT_FIELDS, type FieldsWith, fieldNames } from '../../contract/event-fields';
import type { AuditEvent } from '../event/audit-event';
import { isNodeId } from '../resources/managed-node';
import type { Resource } from '../resources/resource';
import { storedResource } from '../resources/stored-resource';
import { canonicalAddress } from '../text/ip-address';
import { shortened, storedField } from '../text/shortened-text';
import type { EventKey } from './event-keys';
import type { EventRow } from './event-row';
import { leanRow } from './lean-row';
import { keyOfAccount, refusedTerm } from './spread-terms';
import { termFields } from './term-fields';

type TermedField = FieldsWith<{ readonly term: string }>;
export type TermField = (typeof EVENT_FIELDS)[TermedField]['term'];

/**
 * The fields by which you can find events, in addition to name and principal. Resources and mentions come last: a call
 * that names very many must not push its actor over the limit.
 */
const TERMED_FIELDS = fieldNames().filter((name): name is TermedField => 'term' in EVENT_FIELDS[name]);
export const TERM_FIELDS: readonly TermField[] = TERMED_FIELDS.map((name) => EVENT_FIELDS[name].term);

/** The most terms that lead to one event, so that a hostile record cannot multiply its row without end. */
export const MAX_TERMS = 10_000;

/**
 * The most bytes of a term, without the number of its partition. Longer values are cut and hashed, so that a row is one
 * write unit whatever its term.
 */
const MAX_TERM_BYTES = 256;

/** How many digits of an event's ID its term has: the handle that people copy from a table. */
export const HANDLE_DIGITS = 8;

/** The term of events with more than `MAX_TERMS` terms. */
export const TRUNCATED_TERM = 'truncated=terms';

/** Something by which you can find an event. */
export interface Term {
  /** The partition key of its row. */
  readonly key: string;
  /** The resources that it stands for, because several things may have the same name. */
  readonly resources: readonly Resource[];
}

/** An item of the Terms table. */
export interface TermRow {
  readonly term: string;
  readonly eventTimeIdName: string;
  readonly [attribute: string]: unknown;
}

/** How terms write values, so that a question finds them in every spelling. */
const WRITTEN: { readonly [Field in TermField]?: (value: string) => string } = {
  eventID: handleOf,
  accessKeyId: (id) => id.toUpperCase(),
  role: roleName,
  actor: (actor) => actor.toLowerCase(),
  sourceIPAddress: (address) => canonicalAddress(address) ?? address,
  resource: foldedId,
  mentions: foldedId,
};

/** The values of fields whose terms are not simply their text. */
const VALUES: { readonly [Name in TermedField]?: (event: AuditEvent) => readonly string[] } = {
  actor: ({ actor, actorAliases = [] }) => [...present(actor), ...actorAliases],
  roleArn: ({ outcome, roleArn }) => (outcome === 'success' ? present(roleArn) : []),
  outcome: ({ outcome, roleArn }) =>
    present(refusedTerm(outcome, roleArn === undefined ? undefined : roleName(roleArn))),
  sourceIPAddress: ({ sourceIPAddress }) =>
    present(sourceIPAddress).filter((address) => canonicalAddress(address) !== undefined),
  mentions: ({ mentions = [] }) => mentions,
  resources: () => [],
};

/**
 * The fields whose terms are spread over partitions, and the account that decides which one an event has: a role's own,
 * and for an actor the one that was called. Undefined if the value is of one account anyway.
 */
const ACCOUNTS: { readonly [Field in TermField]?: (event: AuditEvent, value: string) => string | undefined } = {
  role: (_, arn) => roleAccount(arn) ?? '',
  actor: ({ recipientAccountId = '' }, actor) => (isNodeId(actor) ? undefined : recipientAccountId),
};

/** The partition key of a term, without the number of its partition if its field is spread. */
export function termKey(field: TermField | `record.${string}`, value: string): string {
  const written = isTermField(field) ? WRITTEN[field]?.(value) : undefined;
  return shortened(`${field}=${storedField(written ?? value)}`, MAX_TERM_BYTES);
}

/** The first eight digits of an event's ID, in lower case: what tables show and `show` takes. */
export function handleOf(eventID: string): string {
  return eventID
    .replace(/^sha256:/i, '')
    .slice(0, HANDLE_DIGITS)
    .toLowerCase();
}

/** The name of a role from an ARN or a name: the last part of its path. Terms use names, and ARNs filter. */
export function roleName(arnOrName: string): string {
  return arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
}

/** The account of a role's ARN. Undefined for a name. */
export function roleAccount(arnOrName: string): string | undefined {
  return arnOrName.startsWith('arn:') ? arnOrName.split(':', 5)[4] : undefined;
}

/** An id in the form for comparison. Ids of nodes ignore letter case, names of other things do not. */
export function foldedId(id: string): string {
  return isNodeId(id) ? id.toLowerCase() : id;
}

/** The terms of an event: up to `MAX_TERMS`, and how many more there would be. */
export interface TermsOfEvent {
  readonly terms: readonly Term[];
  readonly omitted: number;
}

/**
 * The terms of an event, each once. Agent traffic has only its instance, so that a busy role or address does not become
 * a hot key.
 */
export function termsOf(
  event: AuditEvent,
  extra: readonly (readonly [path: string, values: readonly string[]])[],
): TermsOfEvent {
  const instance = event.resources.find(({ kind }) => kind === 'instance');
  if (event.agent && instance) return { terms: [{ key: resourceKey(instance), resources: [instance] }], omitted: 0 };
  const own = TERMED_FIELDS.flatMap((name) =>
    valuesOf(event, name).map((value) => ownKey(event, EVENT_FIELDS[name].term, value)),
  );
  const configured = extra.flatMap(([path, values]) => values.map((value) => termKey(`record.${path}`, value)));
  const resources = new Map([...own, ...configured].map((key): [string, Resource[]] => [key, []]));
  for (const resource of event.resources) append(resources, resourceKey(resource), resource);
  return capped([...resources].map(([key, those]) => ({ key, resources: those })));
}

/**
 * The Terms rows of an event's row, one write unit each.
 *
 * @param resources all that the event touched, the strongest relation first
 */
export function* termRows(row: EventRow, terms: readonly Term[], resources: readonly Resource[]): Generator<TermRow> {
  const stored = new Map(resources.map((resource) => [resource, storedResource(resource)]));
  const all = [...stored.values()];
  const { marks = {}, ...fields } = termFields(row);
  const eventTimeIdName = termSortKey(row);
  for (const { key, resources: those } of terms) {
    const own = those.flatMap((resource) => stored.get(resource) ?? []);
    yield leanRow({ ...fields, term: key, eventTimeIdName }, marks, own, all);
  }
}

function capped(terms: readonly Term[]): TermsOfEvent {
  const omitted = Math.max(0, terms.length - MAX_TERMS);
  if (omitted === 0) return { terms, omitted };
  return { terms: [...terms.slice(0, MAX_TERMS), { key: TRUNCATED_TERM, resources: [] }], omitted };
}

function ownKey(event: AuditEvent, field: TermField, value: string): string {
  const [key, account] = [termKey(field, value), ACCOUNTS[field]?.(event, value)];
  return account === undefined ? key : keyOfAccount(key, account);
}

function resourceKey({ id }: Resource): string {
  return termKey('resource', id);
}

function append(resources: Map<string, Resource[]>, key: string, resource: Resource): void {
  const those = resources.get(key);
  if (those) those.push(resource);
  else resources.set(key, [resource]);
}

function termSortKey({ eventTimeId, eventName }: EventKey): string {
  return `${eventTimeId}#${eventName}`;
}

function isTermField(field: string): field is TermField {
  return TERM_FIELDS.some((each) => each === field);
}

function valuesOf(event: AuditEvent, name: TermedField): readonly string[] {
  const [special, value] = [VALUES[name], event[name]];
  if (special) return special(event);
  return typeof value === 'string' ? [value] : [];
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
