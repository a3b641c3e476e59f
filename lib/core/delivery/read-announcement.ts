import { isJsonObject, type JsonObject, type JsonValue, member, textAt } from '../record/json';
import type { Announcement } from './announcement';
import { readCloudTrailNotification } from './cloudtrail-notification';
import { readEventBridgeEvent } from './eventbridge-event';
import { readS3Event } from './s3-event';
import { UnreadableAnnouncementError } from './unreadable-announcement-error';

/**
 * How many nested texts and envelopes to open. The text of a queue, SNS's notification in it and the text of that are
 * three. One more is allowed. A delivery never has more.
 */
const MAX_ENVELOPES = 4;

/**
 * What CloudTrail sends when somebody sets a topic on a trail, so at every deployment that touches the trail. It is not
 * JSON.
 */
const VALIDATION_MESSAGE = 'CloudTrail validation message.';

/** SNS's own messages to a subscriber (SNS developer guide: parsing message formats). */
const SUBSCRIPTION_MESSAGES = ['SubscriptionConfirmation', 'UnsubscribeConfirmation'];

/**
 * What a message says, in whichever envelope it came: the body of an SQS message (raw delivery or SNS's JSON), the
 * record of an SNS subscription, or an event as S3 or EventBridge hands it to a function.
 *
 * @param body text of the message, or the object already parsed
 * @throws UnreadableAnnouncementError where it says nothing that is understood, whole or in part: one unreadable key
 *   makes the message unreadable, for what was announced must not be acknowledged away
 */
export function readAnnouncement(body: unknown): Announcement {
  return openEnvelope(body, 0);
}

function openEnvelope(body: unknown, opened: number): Announcement {
  if (opened > MAX_ENVELOPES) throw new UnreadableAnnouncementError('envelopes are nested too deep', body);
  if (typeof body === 'string') return readText(body, opened);
  if (!isJsonObject(body)) throw new UnreadableAnnouncementError('the message is not an object', body);
  const inside = messageInside(body);
  return inside === undefined ? readMessage(body) : openEnvelope(inside, opened + 1);
}

function readText(text: string, opened: number): Announcement {
  if (text.trim() === VALIDATION_MESSAGE) return { kind: 'notice', notice: 'CloudTrail validation message' };
  return openEnvelope(parseJson(text), opened + 1);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Leaves out the parser's own message, because it quotes the text.
    throw new UnreadableAnnouncementError('the message is not JSON', text);
  }
}

/** The message in an SNS notification, or the notification in a Lambda record of SNS. */
function messageInside(body: JsonObject): JsonValue | undefined {
  return member(body, 'Type') === 'Notification' ? member(body, 'Message') : member(body, 'Sns');
}

function readMessage(body: JsonObject): Announcement {
  if (Object.hasOwn(body, 's3ObjectKey')) return readCloudTrailNotification(body);
  if (Object.hasOwn(body, 'Records')) return readS3Event(body);
  if (Object.hasOwn(body, 'detail-type')) return readEventBridgeEvent(body);
  return readNotice(body);
}

function readNotice(body: JsonObject): Announcement {
  if (member(body, 'Event') === 's3:TestEvent') return { kind: 'notice', notice: 's3:TestEvent' };
  const type = textAt(body, 'Type') ?? '';
  if (SUBSCRIPTION_MESSAGES.includes(type)) return { kind: 'notice', notice: `SNS ${type}` };
  throw new UnreadableAnnouncementError('the shape of the message is unknown', body);
}
