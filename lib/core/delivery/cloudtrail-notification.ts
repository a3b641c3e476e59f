import { type JsonObject, member, textAt } from '../record/json';
import type { Announcement } from './announcement';
import { readInstructions } from './instructions';
import { UnreadableAnnouncementError } from './unreadable-announcement-error';

/**
 * CloudTrail's notification, `{"s3Bucket": "…", "s3ObjectKey": ["…", …]}` (CloudTrail user guide: configuring SNS
 * notifications). Its keys are raw, not URL-encoded. Backfill and repair announce in the same shape, with
 * instructions.
 *
 * @throws UnreadableAnnouncementError where bucket, keys or instructions are not what they should be
 */
export function readCloudTrailNotification(message: JsonObject): Announcement {
  const bucket = textAt(message, 's3Bucket');
  if (bucket === undefined) throw new UnreadableAnnouncementError('s3Bucket names no bucket', message);
  const instructions = readInstructions(message);
  return {
    kind: 'logFiles',
    objects: keysOf(message).map((key) => ({ bucket, key })),
    ...(instructions && { instructions }),
  };
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
