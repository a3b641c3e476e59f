import { createHash, type Hash } from 'node:crypto';
import { isMap, scalarText } from '../match/scalar-text';
import { isJsonObject, type JsonObject, type JsonValue, member, textAt } from '../record/json';
import { isRedacted } from '../record/redaction-marker';
import type { AlertMatch } from './event-matcher';

/** 128 bits, so that nobody can find two requests with the same key. */
const KEY_DIGITS = 32;

/**
 * What two matches of the same call have in common: rule, account, region, call, principal, the service that made the
 * call for them, actor, outcome, all resources that the call names, and the rest of its request, without tokens and
 * times. A workflow and a schedule with one role and one request differ, because somebody set up both. A request that
 * cannot be compared whole has its own key: one that the record does not have, one that CloudTrail left out as too
 * large, and one with redacted values, behind which the second call may do something else.
 */
export function callKey({ rule, observed: { event, record } }: Pick<AlertMatch, 'rule' | 'observed'>): string {
  const hash = createHash('sha256');
  const { recipientAccountId, awsRegion, eventSource, eventName, userIdentityArn, actor, outcome, errorCode } = event;
  // A created thing has a new name each time. If the caller chose the name, the request has it.
  const resources = (event.resources ?? []).filter(({ relation }) => relation !== 'creates');
  const names = resources.map(({ kind, id }) => [kind, id]).sort();
  const where = [recipientAccountId, awsRegion, eventSource, eventName];
  const how = [outcome, errorCode, textAt(record, 'errorMessage')];
  const who = [userIdentityArn, actor, textAt(record, 'userIdentity', 'invokedBy')];
  hash.update(JSON.stringify([rule.id, where, who, how, names]));
  if (record === undefined || !addRequest(hash, record)) hash.update(JSON.stringify(event.ref));
  return hash.digest('hex').slice(0, KEY_DIGITS);
}

/** Parameters that differ from call to call, by their names in the APIs of the family. */
const VARYING = /(?:token|time|date)$/i;

/**
 * Adds the request to the hash. Gives false if it cannot be compared. Never recurses, because a record may nest without
 * end.
 */
function addRequest(hash: Hash, record: JsonObject): boolean {
  const request = member(record, 'requestParameters') ?? null;
  if (isJsonObject(request) && member(request, 'omitted') !== undefined) return false;
  const members = isJsonObject(request) ? Object.entries(request).filter(([name]) => !VARYING.test(name)) : [];
  const pending: JsonValue[] = isJsonObject(request) ? [Object.fromEntries(members)] : [request];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value === 'string' && hidesSomething(value)) return false;
    hash.update(opened(value, pending));
  }
  return true;
}

/** The text of a parameter may be a document of which only a part is masked. */
function hidesSomething(text: string): boolean {
  return isRedacted(text) || text.includes('***masked:');
}

/**
 * A value, or what opens it. Its members stay pending. Lengths keep different requests from producing the same text.
 */
function opened(value: JsonValue, pending: JsonValue[]): string {
  if (Array.isArray(value)) {
    for (const item of value) pending.push(item);
    return `[${value.length}]`;
  }
  if (!isMap(value)) return `${typeof value}:${JSON.stringify(scalarText(value) ?? null)}`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, each] of members) pending.push(each);
  return `{${JSON.stringify(members.map(([name]) => name))}}`;
}
