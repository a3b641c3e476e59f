import type { Instructions } from './instructions';

/** The message that announces log files with instructions, in CloudTrail's own shape. `readAnnouncement` reads it. */
export function instructionMessage(bucket: string, keys: readonly string[], origin: Instructions['origin']): string {
  return JSON.stringify({ s3Bucket: bucket, s3ObjectKey: keys, ssmAudit: { origin } });
}
