import type { JsonObject, JsonValue } from '../lib/core/record/json';
import type { Place } from './place';
import type { Happening, SampleCall } from './sample-call';
import { isoTime } from './sample-time';
import type { SeededRandom } from './seeded-random';

const CURRENT_VERSION = '1.11';
/** `managementEvent` came with 1.06 and `eventCategory` with 1.07: a record of 1.05 has neither, and no TLS details. */
const VERSION_BEFORE_CATEGORIES = '1.05';
/** Services without regions answer under names of their own. */
const GLOBAL_HOSTS = new Map([
  ['iam', 'iam.amazonaws.com'],
  ['signin', 'signin.aws.amazon.com'],
]);
const READING_NAME = /^(?:Get|List|Describe|Head|Lookup)/;

/** The record of a happening, its keys in the order in which CloudTrail writes them; IDs are drawn from `random`. */
export function cloudTrailRecord(happening: Happening, random: SeededRandom): JsonObject {
  const { at, place, caller, call } = happening;
  // Assigned one after the other: spreading optional parts into one literal took twice the time.
  const record: RecordInTheMaking = {
    eventVersion: call.eventVersion ?? CURRENT_VERSION,
    userIdentity: caller.userIdentity,
    eventTime: isoTime(at),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.eventName,
    awsRegion: place.region,
    sourceIPAddress: caller.sourceIPAddress,
    userAgent: caller.userAgent,
  };
  writeCall(record, call);
  record['requestID'] = call.requestID ?? random.uuid();
  record['eventID'] = call.eventID ?? random.uuid();
  record['readOnly'] = call.readOnly ?? READING_NAME.test(call.eventName);
  if (call.resources !== undefined) record['resources'] = call.resources;
  record['eventType'] = call.eventType ?? 'AwsApiCall';
  writeRecipient(record, happening);
  return record;
}

type RecordInTheMaking = { [key: string]: JsonValue };

function writeCall(record: RecordInTheMaking, call: SampleCall): void {
  if (call.errorCode !== undefined) record['errorCode'] = call.errorCode;
  if (call.errorMessage !== undefined) record['errorMessage'] = call.errorMessage;
  record['requestParameters'] = call.requestParameters;
  record['responseElements'] = call.responseElements ?? null;
  if (call.additionalEventData !== undefined) record['additionalEventData'] = call.additionalEventData;
}

function writeRecipient(record: RecordInTheMaking, { place, caller, call }: Happening): void {
  const categorised = call.eventVersion !== VERSION_BEFORE_CATEGORIES;
  if (categorised) record['managementEvent'] = call.dataEvent !== true;
  record['recipientAccountId'] = place.accountId;
  if (call.sharedEventID !== undefined) record['sharedEventID'] = call.sharedEventID;
  if (call.serviceEventDetails !== undefined) record['serviceEventDetails'] = call.serviceEventDetails;
  if (call.addendum !== undefined) record['addendum'] = call.addendum;
  if (!categorised) return;
  record['eventCategory'] = call.dataEvent ? 'Data' : 'Management';
  if (caller.overTls) record['tlsDetails'] = tlsDetailsOf(call, place);
  if (caller.fromConsole) record['sessionCredentialFromConsole'] = 'true';
}

function tlsDetailsOf(call: SampleCall, place: Place): JsonObject {
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: GLOBAL_HOSTS.get(call.service) ?? `${call.service}.${place.region}.amazonaws.com`,
  };
}
