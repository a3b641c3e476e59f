import { type JsonObject, type JsonValue, member, textAt } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';
import { ACTIVITIES, activityName, activityOf } from './activity';
import { awsAccount, ocsfActor } from './ocsf-actor';
import type { OcsfApi, OcsfEvent, OcsfResource } from './ocsf-event';
import { ocsfSource } from './ocsf-source';
import { unmappedOf } from './unmapped';

/** OCSF's numbers for the class API Activity. */
const CLASS_UID = 6003;

/**
 * An event as OCSF's API Activity, version 1.6.0; fields whose value nothing tells are absent. `evidence` is what proves the
 * event, for `unmapped`. Undefined for a record without name or time, which is no API activity.
 */
export function ocsfEventOf(
  event: StoredEvent,
  record: JsonObject | undefined,
  evidence: JsonObject = {},
): OcsfEvent | undefined {
  const { eventName, eventTime } = event;
  if (eventName === undefined || eventTime === undefined) return undefined;
  const activity = activityOf(event);
  const name = activityName(activity, eventName);
  const time = Date.parse(eventTime);
  const isSuccess = event.outcome === 'success';
  const resources = (event.resources ?? []).map(ocsfResource);
  return {
    category_uid: 6,
    category_name: 'Application Activity',
    class_uid: CLASS_UID,
    class_name: 'API Activity',
    activity_id: ACTIVITIES[activity],
    activity_name: name,
    type_uid: CLASS_UID * 100 + ACTIVITIES[activity],
    type_name: `API Activity: ${activity === 'other' ? 'Other' : name}`,
    severity_id: 1,
    severity: 'Informational',
    status_id: isSuccess ? 1 : 2,
    status: isSuccess ? 'Success' : 'Failure',
    ...(event.errorCode !== undefined && { status_code: event.errorCode }),
    time,
    time_dt: new Date(time).toISOString(),
    metadata: metadataOf(event, record, eventTime),
    cloud: {
      provider: 'AWS',
      ...(event.awsRegion !== undefined && { region: event.awsRegion }),
      ...(event.recipientAccountId !== undefined && { account: awsAccount(event.recipientAccountId) }),
    },
    api: apiOf(event, record, eventName),
    actor: ocsfActor(event, record),
    src_endpoint: ocsfSource(event, record),
    dst_endpoint: { svc_name: event.eventSource ?? '' },
    ...(event.userAgent !== undefined && { http_request: { user_agent: event.userAgent } }),
    ...(resources.length > 0 && { resources }),
    unmapped: unmappedOf(event, record, evidence),
  };
}

function metadataOf(event: StoredEvent, record: JsonValue | undefined, eventTime: string): OcsfEvent['metadata'] {
  const [version, category, type] = [
    textAt(record, 'eventVersion'),
    textAt(record, 'eventCategory'),
    textAt(record, 'eventType'),
  ];
  return {
    version: '1.6.0',
    uid: event.eventID ?? event.ref,
    profiles: ['cloud', 'datetime'],
    product: {
      name: 'CloudTrail',
      vendor_name: 'AWS',
      ...(version !== undefined && { version }),
      ...(category !== undefined && { feature: { name: category } }),
    },
    log_provider: 'AWS',
    ...(type !== undefined && { event_code: type }),
    original_time: textAt(record, 'eventTime') ?? eventTime,
  };
}

function apiOf(event: StoredEvent, record: JsonValue | undefined, operation: string): OcsfApi {
  const [version, message] = [textAt(record, 'apiVersion'), textAt(record, 'errorMessage')];
  const [request, response] = [member(record, 'requestParameters'), member(record, 'responseElements')];
  const answer = {
    ...(event.errorCode !== undefined && { error: event.errorCode }),
    ...(message !== undefined && { message }),
    ...(isSomething(response) && { data: response }),
  };
  return {
    operation,
    service: { name: event.eventSource ?? '' },
    ...(version !== undefined && { version }),
    request: {
      uid: textAt(record, 'requestID') ?? event.eventID ?? event.ref,
      ...(isSomething(request) && { data: request }),
    },
    ...(Object.keys(answer).length > 0 && { response: answer }),
  };
}

function isSomething(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}

function ocsfResource({
  id,
  kind,
  relation,
  account,
  region,
}: NonNullable<StoredEvent['resources']>[number]): OcsfResource {
  return {
    uid: id,
    type: kind,
    labels: [`relation:${relation}`],
    ...(region !== undefined && { region }),
    ...(account !== undefined && { owner: { account: awsAccount(account) } }),
  };
}
