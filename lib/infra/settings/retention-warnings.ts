import type { AuditOptions } from './configuration';
import { DEFAULT_RETENTION_DAYS, logFileDays } from './retention-settings';

/** A sentence for each way in which the options delete log files sooner, or keep them longer, than you may expect. */
export function retentionWarnings(options: AuditOptions): readonly string[] {
  return options.bucketName === '' ? [...shortened(options), ...lockedLonger(options)] : [];
}

/** Synthesis does not know what is deployed. Days under the default are what was lowered, or soon bears on a trail. */
function shortened(options: AuditOptions): readonly string[] {
  const { logRetentionDays, retentionDays } = options;
  if (logRetentionDays !== 0 || retentionDays >= DEFAULT_RETENTION_DAYS) return [];
  return [
    `retentionDays is ${retentionDays}, so the bucket deletes log files after ${logFileDays(options)} days, those that are there already included: set logRetentionDays, to ${logFileDays({ logRetentionDays: 0, retentionDays: DEFAULT_RETENTION_DAYS })} to keep them as long as by default`,
  ];
}

function lockedLonger(options: AuditOptions): readonly string[] {
  const { objectLock } = options;
  const days = logFileDays(options);
  if (objectLock === 'none' || objectLock.days <= days) return [];
  const unlocking = objectLock.mode === 'compliance' ? 'nobody can' : 'only a special right can';
  return [
    `objectLock locks log files for ${objectLock.days} days, but they are kept for ${days}: each stays, and costs money, until its lock ends, and ${unlocking} shorten it`,
  ];
}
