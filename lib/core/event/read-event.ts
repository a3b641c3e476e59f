import { EVENT_FIELDS, type EventField, type EventFieldName, fieldsWith } from '../../contract/event-fields';
import type { GuardedStack } from '../guard/guarded-stack';
import { type KeptFamily, keptFamilyOf } from '../guard/kept-family';
import { tamperedBy } from '../guard/tampering';
import { actorAliasesOf } from '../record/actor';
import { type JsonObject, member, textAt } from '../record/json';
import { outcomeOf } from '../record/outcome-of-record';
import { principalOf } from '../record/principal';
import { reasonOf } from '../record/reason';
import { isAgentTraffic } from '../resources/agent-traffic';
import { relatedResourcesOf, touchedBy } from '../resources/resources-of';
import { accountIdOf } from '../resources/whereabouts';
import { beginning, storedField } from '../text/shortened-text';
import type { AuditEvent } from './audit-event';
import { normalisedEventTime } from './event-time';

/** The fields that copy text of the record, under its own names. */
const RECORD_TEXTS = fieldsWith({ from: 'record', type: 'text' });

/** The fields of text that any event may have. */
const TEXTS = fieldsWith({ type: 'text' });

/** What prevents indexing a record. */
export const QUARANTINE_REASONS = [
  'no eventName',
  'no eventTime',
  'unreadable eventTime',
  'eventTime without a time zone',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** The event of a record, or why the record cannot be one. */
export type EventReading =
  | { readonly kind: 'event'; readonly event: AuditEvent }
  | { readonly kind: 'unindexable'; readonly reason: QuarantineReason };

/**
 * Reads a Systems Manager or related record, or one of a call that tampers with the guarded stack. A record without `eventID` gets its hash as one, so that a second delivery
 * finds the same row. A record without a name or time goes to quarantine.
 */
export function readEvent(record: JsonObject, recordSha256: string, guard?: GuardedStack): EventReading {
  const eventName = textAt(record, 'eventName');
  const eventTime = normalisedEventTime(member(record, 'eventTime'));
  if (eventName === undefined) return { kind: 'unindexable', reason: 'no eventName' };
  if (eventTime === undefined) return { kind: 'unindexable', reason: timeReason(record) };
  const eventID = textAt(record, 'eventID') ?? `sha256:${recordSha256}`;
  return { kind: 'event', event: stored({ eventName, eventTime, eventID, ...fieldsOf(record, guard) }) };
}

/** The event with its text fields in the form that rows store. The row shortens the ids of resources. */
function stored(event: AuditEvent): AuditEvent {
  let others: { [Name in (typeof TEXTS)[number]]?: string } | undefined;
  for (const name of TEXTS) {
    const text = event[name as keyof AuditEvent];
    if (typeof text !== 'string') continue;
    const form = storedText(name, text);
    if (form !== text) others = { ...others, [name]: form };
  }
  return others === undefined ? event : ({ ...event, ...others } as AuditEvent);
}

function storedText(name: EventFieldName, text: string): string {
  const { bytes }: EventField = EVENT_FIELDS[name];
  return bytes === undefined ? storedField(text) : beginning(text, bytes);
}

function timeReason(record: JsonObject): QuarantineReason {
  const eventTime = textAt(record, 'eventTime');
  if (eventTime === undefined) return 'no eventTime';
  return normalisedEventTime(`${eventTime}Z`) === undefined ? 'unreadable eventTime' : 'eventTime without a time zone';
}

function fieldsOf(record: JsonObject, guard?: GuardedStack): Omit<AuditEvent, 'eventName' | 'eventTime' | 'eventID'> {
  const family = keptFamilyOf(record, guard);
  const { resources, mentions } = touchedIn(record, family, guard);
  const accountId = accountIdOf(record);
  const aliases = actorAliasesOf(member(record, 'userIdentity'));
  const reason = family === 'systems-manager' ? reasonOf(record) : undefined;
  return {
    eventSource: textAt(record, 'eventSource') ?? '',
    ...principalOf(record),
    ...textFields(record, RECORD_TEXTS),
    ...(accountId !== undefined && { recipientAccountId: accountId }),
    ...(aliases.length > 0 && { actorAliases: aliases }),
    outcome: outcomeOf(record),
    ...readOnlyOf(record),
    resources,
    ...(reason !== undefined && { reason }),
    ...(mentions.length > 0 && { mentions }),
    ...(family === 'related' && { related: true }),
    ...(family === 'guard' && { guard: true }),
    ...(isAgentTraffic(record, resources) && { agent: true }),
  };
}

function touchedIn(
  record: JsonObject,
  family: KeptFamily,
  guard: GuardedStack | undefined,
): ReturnType<typeof touchedBy> {
  if (family === 'related') return { resources: relatedResourcesOf(record), mentions: [] };
  if (family === 'guard' && guard) return { resources: tamperedBy(record, guard), mentions: [] };
  return touchedBy(record);
}

function textFields<Name extends string>(record: JsonObject, names: readonly Name[]): { [name in Name]?: string } {
  const texts: { [name in Name]?: string } = {};
  for (const name of names) {
    const text = textAt(record, name);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

/** A boolean in delivered logs, absent before event version 1.01 and a string in copies of some tools. */
function readOnlyOf(record: JsonObject): { readOnly?: boolean } {
  const value = member(record, 'readOnly');
  if (typeof value === 'boolean') return { readOnly: value };
  return value === 'true' || value === 'false' ? { readOnly: value === 'true' } : {};
}
