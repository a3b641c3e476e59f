import { EVENT_FIELDS, type EventField, fieldNames } from '../../contract/event-fields';
import { textAt } from '../record/json';
import { mfaOf } from '../record/mfa';
import type { Resource } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { safeJson } from '../text/safe-text';
import type { Alert } from './alert';
import { ARN_BYTES, alertText, fitting, LONG_TEXT_BYTES, SHORT_TEXT_BYTES } from './alert-text';
import { withoutCredentials } from './credential-text';

/** Bytes for the list of resources. */
const RESOURCES_BYTES = 16 * 1024;

/** Bytes for the lists of references and deduplication ids together. Those of a full batch fit. */
const REFERENCES_BYTES = 32 * 1024;

/** How many bytes texts of each length may have. */
const BYTES = { short: SHORT_TEXT_BYTES, long: LONG_TEXT_BYTES, arn: ARN_BYTES } as const;

/** Event fields with text, and how many bytes they may have. */
const ALERT_FIELDS = fieldNames().flatMap((name) => {
  const { alert }: EventField = EVENT_FIELDS[name];
  return alert === undefined ? [] : [[name, BYTES[alert]] as const];
});

/** Fields whose text the caller chooses. */
const CHOSEN: ReadonlySet<string> = new Set(['reason', 'userAgent']);

/** Tags of a rule; public ones have fewer than ten. */
const MAX_TAGS = 20;

/**
 * The alert for machines: JSON in one line. Fields are those of the first event. `refs` and `deduplicationIds`
 * correspond, one for each event. `refsOmitted` and `resourcesOmitted` count what does not fit.
 */
export function alertJson(alert: Alert): string {
  return safeJson(JSON.stringify(alertDocument(alert)));
}

/** The same as a document. */
export function alertDocument(alert: Alert): object {
  const { rule, observed, occurrences, lateMs } = alert;
  const mfa = mfaOf(observed.record);
  const errorMessage = textAt(observed.record, 'errorMessage');
  return {
    rule: alertText(rule.id),
    title: alertText(rule.title),
    level: rule.level,
    tags: rule.tags.slice(0, MAX_TAGS).map((tag) => alertText(tag)),
    count: occurrences.length,
    ...(lateMs !== undefined && { lateSeconds: Math.round(lateMs / 1000) }),
    ...eventFields(observed.event),
    ...(mfa !== undefined && { mfa }),
    ...(errorMessage !== undefined && { errorMessage: alertText(withoutCredentials(errorMessage), LONG_TEXT_BYTES) }),
    ...resourcesOf(alert),
    ...referencesOf(alert),
  };
}

function eventFields(event: StoredEvent): Readonly<Record<string, string>> {
  const entries = ALERT_FIELDS.flatMap(([name, bytes]) => {
    const value = event[name];
    if (typeof value !== 'string' || value === '') return [];
    return [[name, alertText(CHOSEN.has(name) ? withoutCredentials(value) : value, bytes)] as const];
  });
  return Object.fromEntries(entries);
}

function resourcesOf({ resources }: Alert): object {
  const listed = resources.slice(0, fitting(resources, jsonOf, RESOURCES_BYTES).length).map(safeResource);
  const omitted = resources.length - listed.length;
  return { resources: listed, ...(omitted > 0 && { resourcesOmitted: omitted }) };
}

function safeResource(resource: Resource): Resource {
  return { ...resource, id: alertText(resource.id, LONG_TEXT_BYTES) };
}

function jsonOf(resource: Resource): string {
  return JSON.stringify(safeResource(resource));
}

function referencesOf({ occurrences }: Alert): object {
  const listed = occurrences.slice(0, fitting(occurrences, (each) => JSON.stringify(each), REFERENCES_BYTES).length);
  const omitted = occurrences.length - listed.length;
  return {
    refs: listed.map(({ ref }) => ref),
    deduplicationIds: listed.map(({ deduplicationId }) => deduplicationId),
    ...(omitted > 0 && { refsOmitted: omitted }),
  };
}
