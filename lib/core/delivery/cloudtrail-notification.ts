import { ORIGINS, type Origin } from '../event/audit-event';
import { type JsonObject, type JsonValue, member, textAt } from '../record/json';
import type { Announcement } from './announcement';
import { UnreadableAnnouncementError } from './unreadable-announcement-error';

/**
 * CloudTrail's notification, `{"s3Bucket": "…", "s3ObjectKey": ["…", …]}` (CloudTrail user guide: configuring SNS
 * notifications). Its keys are raw, not URL-encoded. Backfill and repair announce in the same shape, with `origin`.
 *
 * @throws UnreadableAnnouncementError where bucket, keys or origin are not what they should be
 */
export function readCloudTrailNotification(message: JsonObject): Announcement {
  const bucket = textAt(message, 's3Bucket');
  if (bucket === undefined) throw new UnreadableAnnouncementError('s3Bucket names no bucket', message);
  const origin = originOf(message);
  return { kind: 'logFiles', objects: keysOf(message).map((key) => ({ bucket, key, origin })) };
}

function originOf(message: JsonObject): Origin {
  const said = member(message, 'origin') ?? 'delivery';
  if (!isOrigin(said)) throw new UnreadableAnnouncementError(`origin is none of ${ORIGINS.join(', ')}`, message);
  return said;
}

function isOrigin(value: JsonValue): value is Origin {
  return ORIGINS.some((origin) => origin === value);
}

function keysOf(message: JsonObject): readonly string[] {
  const keys = member(message, 's3ObjectKey');
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey)) {
    throw new UnreadableAnnouncementError('s3ObjectKey is not a list of keys', message);
  }
  return keys;
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
