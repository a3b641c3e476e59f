import { textAt } from '../record/json';
import { mfaText } from '../record/mfa';
import type { Resource } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { actorSourceText } from '../rows/who';
import type { Alert } from './alert';
import { ARN_BYTES, alertText, fitting, LONG_TEXT_BYTES } from './alert-text';
import { withoutCredentials } from './credential-text';

/** A line of an alert: its name and its text. The name is empty for a line that continues the one before. */
export type Fact = readonly [name: string, text: string];

/** Bytes for the lines of resources, and for those of references. */
const LIST_BYTES = 8 * 1024;

/**
 * Who did what, to what, from where and with which outcome: the facts of the first event of an alert, and the resources
 * of all its events.
 */
export function alertFacts(alert: Alert): readonly Fact[] {
  const { event, record } = alert.observed;
  const facts: readonly (readonly [string, string | undefined, number?])[] = [
    ['who', whoOf(event)],
    ['', event.userIdentityArn && `${event.userIdentityArn} [${event.principalSource}]`, ARN_BYTES],
    ['role', event.roleArn, ARN_BYTES],
    ['what', [event.eventName ?? '(no name)', event.eventSource && `(${event.eventSource})`].filter(Boolean).join(' ')],
    ['when', whenOf(alert)],
    ['reason', event.reason && withoutCredentials(event.reason), LONG_TEXT_BYTES],
    ['late', latenessText(alert.lateMs)],
    ['where', [event.recipientAccountId, event.awsRegion].filter(Boolean).join(' ')],
    ['from', event.sourceIPAddress],
    ['user agent', event.userAgent && withoutCredentials(event.userAgent), LONG_TEXT_BYTES],
    ['access key', event.accessKeyId],
    ['MFA', event.quarantineReason === undefined ? mfaText(record) : undefined],
    ['outcome', [event.outcome, event.errorCode].filter(Boolean).join(': ')],
    ['error', withoutCredentials(textAt(record, 'errorMessage') ?? ''), LONG_TEXT_BYTES],
    ['quarantine', event.quarantineReason],
    ['log file', event.logFile, ARN_BYTES],
  ];
  const known = facts.flatMap(([name, text, bytes]) => (text ? [[name, alertText(text, bytes)] as const] : []));
  return [...known, ...listed('on', alert.resources, resourceText)];
}

/** Lines for a list under one name: as many as fit, and how many do not. */
export function listed<Value>(
  name: string,
  values: readonly Value[],
  textOf: (value: Value) => string,
): readonly Fact[] {
  const shown = fitting(values, textOf, LIST_BYTES);
  const rest = values.length > shown.length ? [`and ${values.length - shown.length} more`] : [];
  return [...shown, ...rest].map((text, index) => [index === 0 ? name : '', text] as const);
}

/** The actor, or else the principal or its substitute. */
export function actorText({ actor, userIdentityArn }: StoredEvent): string {
  return actor ?? userIdentityArn ?? 'unknown';
}

function whoOf(event: StoredEvent): string {
  const source = actorSourceText(event);
  return source === undefined ? actorText(event) : `${actorText(event)} [${source}]`;
}

function whenOf({ occurrences }: Alert): string | undefined {
  const times = occurrences.flatMap(({ eventTime }) => eventTime ?? []);
  const [first, last] = [times.at(0), times.at(-1)];
  return occurrences.length === 1 ? first : `${occurrences.length} times, ${first ?? '?'} to ${last ?? '?'}`;
}

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const HOURS_A_DAY = 24;
/** Up to here, a number of hours is easier to read than days. */
const MAX_HOURS = 48;

/** How late an event was indexed, in words. */
export function latenessText(lateMs: number | undefined): string | undefined {
  if (lateMs === undefined) return undefined;
  const hours = Math.round(lateMs / HOUR_MS);
  if (lateMs < HOUR_MS) return `indexed ${Math.ceil(lateMs / MINUTE_MS)} min after it happened`;
  const delay = hours <= MAX_HOURS ? `${hours} h` : `${Math.round(hours / HOURS_A_DAY)} days`;
  return `indexed ${delay} after it happened`;
}

/** A resource with its kind and relation. */
export function resourceText({ id, kind, relation }: Resource): string {
  return `${alertText(id, LONG_TEXT_BYTES)} [${kind}, ${relation}]`;
}
