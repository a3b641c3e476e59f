import { type JsonObject, type JsonValue, member, textAt } from '../record/json';
import type { AnnouncedObject, Announcement } from './announcement';
import { UnreadableAnnouncementError } from './unreadable-announcement-error';

/** Event names as S3 writes them in a notification (S3 user guide: event message structure); some stores add `s3:`. */
const EVENT_NAME = /^(?:s3:)?[A-Za-z]{1,64}(?::[A-Za-z]{1,64})?$/;
const CREATED = /^(?:s3:)?ObjectCreated:/;

/**
 * An S3 event notification, `{"Records": [{"eventSource": "aws:s3", …}]}`. Its keys are URL-encoded as form values are,
 * `+` for a space (S3 user guide: event message structure). Events other than the creation of an object, a deletion
 * for one, ask for no work.
 *
 * @throws UnreadableAnnouncementError where any of the records is not an S3 record
 */
export function readS3Event(event: JsonObject): Announcement {
  const records = member(event, 'Records');
  if (!Array.isArray(records) || records.length === 0) {
    throw new UnreadableAnnouncementError('Records is not a list of S3 records', event);
  }
  const names = records.map(eventNameOf);
  const created = records.filter((_, index) => CREATED.test(names[index] ?? ''));
  if (created.length === 0) return { kind: 'notice', notice: `S3 event ${[...new Set(names)].join(', ')}` };
  return { kind: 'logFiles', objects: created.map(createdObject) };
}

function eventNameOf(record: JsonValue): string {
  const name = textAt(record, 'eventName');
  if (member(record, 'eventSource') !== 'aws:s3' || name === undefined || !EVENT_NAME.test(name)) {
    throw new UnreadableAnnouncementError('one of Records is not an S3 record', record);
  }
  return name;
}

function createdObject(record: JsonValue): AnnouncedObject {
  const bucket = textAt(record, 's3', 'bucket', 'name');
  const key = textAt(record, 's3', 'object', 'key');
  if (bucket === undefined || key === undefined) {
    throw new UnreadableAnnouncementError('an S3 record names no bucket or no key', record);
  }
  const versionId = textAt(record, 's3', 'object', 'versionId');
  return { bucket, key: decodeKey(key), ...(versionId !== undefined && { versionId }) };
}

function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw new UnreadableAnnouncementError('the key of an S3 record is not URL-encoded', encoded);
  }
}
