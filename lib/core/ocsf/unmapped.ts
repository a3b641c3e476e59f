import type { JsonObject, JsonValue } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';

/** Members of a record that stand elsewhere in an OCSF event. */
const MAPPED = new Set([
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'requestParameters',
  'responseElements',
  'requestID',
  'eventID',
  'eventType',
  'apiVersion',
  'recipientAccountId',
  'vpcEndpointId',
  'eventCategory',
]);

/** What the project knows of an event, and OCSF has no place for. */
const OURS = [
  'ref',
  'outcome',
  'readOnly',
  'principalSource',
  'actorSource',
  'actorAliases',
  'roleArn',
  'reason',
  'mentions',
  'related',
  'guard',
  'agent',
  'conflict',
  'origin',
  'logFile',
] as const satisfies readonly (keyof StoredEvent)[];

/** Everything about an event that stands nowhere else in its OCSF form: what the record has beside, who called in full, and `ssmAudit`. */
export function unmappedOf(event: StoredEvent, record: JsonObject | undefined, evidence: JsonObject): JsonObject {
  const known = OURS.flatMap((name) => (event[name] === undefined ? [] : [[name, event[name] as JsonValue]]));
  const rest = Object.entries(record ?? {}).filter(([name]) => !MAPPED.has(name) || name === 'userIdentity');
  return { ...Object.fromEntries(rest), ssmAudit: { ...Object.fromEntries(known), ...evidence } };
}
