import type { EncryptionOptions } from './encryption-settings';
import type { ExportOptions } from './export-settings';
import type { RetentionOptions } from './retention-settings';
import type { TrailOptions } from './trail-settings';

/** The options that depend on each other. */
type LinkedOptions = TrailOptions & EncryptionOptions & RetentionOptions & ExportOptions;

/** A value that conflicts with the others. */
export interface Conflict {
  readonly key: keyof LinkedOptions;
  /** What it must be instead, completing the sentence "expected …". */
  readonly expected: string;
}

/** Settings for an existing bucket. */
const OF_AN_EXISTING_BUCKET = ['bucketAccount', 'bucketRegion', 'trailArn', 'deliveryTopicArn'] as const;
/** Settings for a new trail, topic or bucket. */
const OF_A_NEW_TRAIL = ['trailName', 'organizationId', 'managementAccount', 'topicKeyArn'] as const;

/** Settings for the export. */
const OF_AN_EXPORT = ['exportPrefix', 'exportKeyArn'] as const;

/** Values that are valid alone, but together would be ignored or do harm. */
export function conflictsIn(options: LinkedOptions): readonly Conflict[] {
  return [
    ...(options.bucketName === '' ? withoutBucket(options) : besideBucket(options)),
    ...organizationConflicts(options),
    ...retentionConflicts(options),
    ...exportConflicts(options),
  ];
}

function withoutBucket(options: LinkedOptions): readonly Conflict[] {
  return OF_AN_EXISTING_BUCKET.filter((key) => options[key] !== '').map((key) => ({
    key,
    expected: '"" unless bucketName names an existing bucket',
  }));
}

function besideBucket(options: LinkedOptions): readonly Conflict[] {
  const made: readonly Conflict[] = OF_A_NEW_TRAIL.filter((key) => options[key] !== '').map((key) => ({
    key,
    expected: '"" with bucketName, because its trail and topic exist already',
  }));
  const kept: readonly Conflict[] = [
    ...(options.logRetentionDays === 0 ? [] : [{ key: 'logRetentionDays', expected: '0' } as const]),
    ...(options.objectLock === 'none' ? [] : [{ key: 'objectLock', expected: '"none"' } as const]),
  ];
  return [
    ...made,
    ...kept.map(({ key, expected }) => ({
      key,
      expected: `${expected} with bucketName, because the owner of the bucket sets its rules`,
    })),
  ];
}

function organizationConflicts({ managementAccount, organizationId }: LinkedOptions): readonly Conflict[] {
  if (managementAccount === '' || organizationId !== '') return [];
  return [{ key: 'managementAccount', expected: '"" unless organizationId names an organization' }];
}

/** You can no longer check a row whose log file is gone. */
function retentionConflicts({ logRetentionDays, retentionDays }: LinkedOptions): readonly Conflict[] {
  if (logRetentionDays === 0 || logRetentionDays >= retentionDays) return [];
  return [{ key: 'logRetentionDays', expected: `at least retentionDays, which is ${retentionDays}, or 0` }];
}

/** Settings of an export that there is not say nothing. Answers of Athena lie beside the prefix, never among its files. */
function exportConflicts({ exportBucketName, exportTable, ...options }: LinkedOptions): readonly Conflict[] {
  if (exportBucketName !== '') {
    const isAtTheTop = exportTable && options.exportPrefix === '';
    return isAtTheTop ? [{ key: 'exportPrefix', expected: 'a prefix with exportTable, such as ssm-audit' }] : [];
  }
  const ofAnExport: readonly Conflict[] = OF_AN_EXPORT.filter((key) => options[key] !== '').map((key) => ({
    key,
    expected: '"" unless exportBucketName names a bucket',
  }));
  const ofATable = { key: 'exportTable', expected: 'false unless exportBucketName names a bucket' } as const;
  return exportTable ? [...ofAnExport, ofATable] : ofAnExport;
}
