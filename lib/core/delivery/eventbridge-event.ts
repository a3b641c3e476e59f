import { type JsonObject, member, textAt } from '../record/json';
import type { Announcement } from './announcement';
import { UnreadableAnnouncementError } from './unreadable-announcement-error';

/** The names of S3's events on EventBridge: `Object Created`, `Object Deleted`, `Object Tags Added`, … */
const S3_EVENT = /^Object [A-Za-z ]{1,64}$/;

/**
 * An S3 event by way of EventBridge (S3 user guide: EventBridge event message structure). Here keys are raw, unlike in
 * S3's own notifications. Events other than `Object Created` ask for no work.
 *
 * @throws UnreadableAnnouncementError where the event is not S3's, or names no bucket or key
 */
export function readEventBridgeEvent(event: JsonObject): Announcement {
  const type = textAt(event, 'detail-type') ?? '';
  if (member(event, 'source') !== 'aws.s3' || !S3_EVENT.test(type)) {
    throw new UnreadableAnnouncementError('the EventBridge event is not about an S3 object', event);
  }
  return type === 'Object Created' ? createdObject(event) : { kind: 'notice', notice: `EventBridge ${type}` };
}

function createdObject(event: JsonObject): Announcement {
  const bucket = textAt(event, 'detail', 'bucket', 'name');
  const key = textAt(event, 'detail', 'object', 'key');
  if (bucket === undefined || key === undefined) {
    throw new UnreadableAnnouncementError('the EventBridge event names no bucket or no key', event);
  }
  const versionId = textAt(event, 'detail', 'object', 'version-id');
  return { kind: 'logFiles', objects: [{ bucket, key, ...(versionId && { versionId }) }] };
}
