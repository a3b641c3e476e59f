import { normalisedEventTime } from '../../core/event/event-time';
import { planned } from '../../core/query/planned-query';
import { isJsonObject, member } from '../../core/record/json';
import type { StoredEvent } from '../../core/rows/stored-event';
import { type FindDependencies, type FoundEvent, findEvents } from './find-events';

/** Calls that make Parameter Store decrypt in the name of the caller. `GetParametersByPath` names no parameter. */
const PARAMETER_READS: readonly string[] = [
  'GetParameter',
  'GetParameters',
  'GetParametersByPath',
  'GetParameterHistory',
];

/**
 * The most decryptions to look at. One read decrypts at most ten parameters, or fifty versions of one (API reference).
 */
const MAX_DECRYPTIONS = 100;

/** Event times are whole seconds. */
const SECOND_MS = 1_000;

/** A decryption of a SecureString near an event in time. */
export type NearbyDecryption = Pick<StoredEvent, 'ref' | 'eventName' | 'eventID' | 'resources'>;

/**
 * What KMS decrypted for the same principal in the second of a parameter read. This is near in time, but does not prove
 * that the read caused it. Undefined for events that decrypt nothing: other calls, and reads without decryption. A read
 * without a recorded request (a refused one, or one whose record is elsewhere) may have asked for decryption.
 */
export async function nearbyDecryptions(
  deps: FindDependencies,
  found: FoundEvent,
): Promise<readonly NearbyDecryption[] | undefined> {
  const { eventTime, userIdentityArn } = found.event;
  if (!mayDecrypt(found) || eventTime === undefined || userIdentityArn === undefined) return undefined;
  const question = planned({
    eventNames: ['Decrypt'],
    principals: [userIdentityArn],
    related: true,
    since: eventTime,
    until: secondAfter(eventTime),
    oldestFirst: true,
    limit: MAX_DECRYPTIONS,
  });
  const nearby: NearbyDecryption[] = [];
  for await (const { event } of findEvents(deps, question)) if (isDecryption(event)) nearby.push(briefly(event));
  return nearby;
}

function mayDecrypt({ event, record }: FoundEvent): boolean {
  if (event.eventName === undefined || !PARAMETER_READS.includes(event.eventName)) return false;
  const request = member(record, 'requestParameters');
  return !isJsonObject(request) || String(member(request, 'withDecryption')) === 'true';
}

function secondAfter(eventTime: string): string | undefined {
  return normalisedEventTime(new Date(Date.parse(eventTime) + SECOND_MS).toISOString());
}

/** A refused call to KMS decrypts nothing. */
function isDecryption({ related, outcome }: StoredEvent): boolean {
  return related === true && outcome === 'success';
}

function briefly({ ref, eventName, eventID, resources }: StoredEvent): NearbyDecryption {
  return {
    ref,
    ...(eventName !== undefined && { eventName }),
    ...(eventID !== undefined && { eventID }),
    ...(resources && { resources }),
  };
}
