import { isIP } from 'node:net';
import { EVENT_FIELDS, type FieldsWith, fieldNames } from '../../contract/event-fields';
import { CATALOGUE_TERM } from '../../contract/tables';
import type { AuditEvent } from '../event/audit-event';
import { shortened, storedField } from '../text/shortened-text';
import { MAX_PARTITION_KEY_BYTES } from './dynamodb-limits';
import type { EventKey } from './event-keys';
import { type EventRow, MAX_TERMS, storedResourceId } from './event-row';
import { termFields } from './term-fields';

type TermedField = FieldsWith<{ readonly term: string }>;
export type TermField = (typeof EVENT_FIELDS)[TermedField]['term'];

/**
 * What events can be found by beside name and principal. Resources come last: a call that names very many must not push
 * who made it over the cap.
 */
const TERMED_FIELDS = fieldNames().filter((name): name is TermedField => 'term' in EVENT_FIELDS[name]);
export const TERM_FIELDS: readonly TermField[] = TERMED_FIELDS.map((name) => EVENT_FIELDS[name].term);

/** The values of fields whose term is not simply their text. */
const VALUES: { readonly [Name in TermedField]?: (event: AuditEvent) => readonly string[] } = {
  resources: ({ resources }) => resources.map(({ id }) => id),
  roleArn: ({ roleArn }) => present(roleArn).map(roleName),
  outcome: ({ outcome }) => (outcome === 'success' ? [] : [outcome]),
  sourceIPAddress: ({ sourceIPAddress }) => present(sourceIPAddress).filter((address) => isIP(address) !== 0),
};

/** An item of the Terms table. */
export interface TermRow {
  readonly term: string;
  readonly eventTimeIdName: string;
  readonly [attribute: string]: unknown;
}

/** The partition key of a term. */
export function termKey(field: TermField | `record.${string}`, value: string): string {
  const stored = field === 'resource' ? storedResourceId(value) : storedField(value);
  return shortened(`${field}=${stored}`, MAX_PARTITION_KEY_BYTES);
}

/** The name of a role that an ARN or a name gives: the last part of its path. Terms are by name, ARNs are a filter. */
export function roleName(arnOrName: string): string {
  return arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
}

/** The terms of an event, without doubles and not yet capped (`MAX_TERMS`). Agent traffic has its instance alone (see DESIGN: heat). */
export function termsOf(
  event: AuditEvent,
  extra: readonly (readonly [path: string, values: readonly string[]])[],
): readonly string[] {
  const instance = event.resources.find(({ kind }) => kind === 'instance');
  if (event.agent && instance) return [termKey('resource', instance.id)];
  const own = TERMED_FIELDS.flatMap((name) =>
    valuesOf(event, name).map((value) => termKey(EVENT_FIELDS[name].term, value)),
  );
  const configured = extra.flatMap(([path, values]) => values.map((value) => termKey(`record.${path}`, value)));
  return [...new Set([...own, ...configured])];
}

/** The Terms rows of an event's row, capped; the row says how many terms the cap left out (`termsOmitted`). */
export function termRows(row: EventRow, terms: readonly string[]): readonly TermRow[] {
  const fields = { ...termFields(row), eventTimeIdName: termSortKey(row) };
  return terms.slice(0, MAX_TERMS).map((term) => ({ ...fields, term }));
}

/** The Terms row that puts a partition of the Events table into the catalogue. */
export function catalogueRow(partition: string): TermRow {
  return { term: CATALOGUE_TERM, eventTimeIdName: partition };
}

/** The key of the catalogue. */
export const CATALOGUE_KEY = { term: CATALOGUE_TERM } as const;

function termSortKey({ eventTimeId, eventName }: EventKey): string {
  return `${eventTimeId}#${eventName}`;
}

function valuesOf(event: AuditEvent, name: TermedField): readonly string[] {
  const [special, value] = [VALUES[name], event[name]];
  if (special) return special(event);
  return typeof value === 'string' ? [value] : [];
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
