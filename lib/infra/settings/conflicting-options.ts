import type { EncryptionOptions } from './encryption-settings';
import type { RetentionOptions } from './retention-settings';
import type { TrailOptions } from './trail-settings';

/** The options that hang on each other. */
type LinkedOptions = TrailOptions & EncryptionOptions & RetentionOptions;

/** A value that does not go with the others. */
export interface Conflict {
  readonly key: keyof LinkedOptions;
  /** What it must be beside them, completing the sentence "expected …". */
  readonly expected: string;
}

/** What says something of a bucket that is there. */
const OF_AN_EXISTING_BUCKET = ['bucketAccount', 'bucketRegion', 'trailArn', 'deliveryTopicArn'] as const;
/** What says something of a trail, topic or bucket that is made. */
const OF_A_NEW_TRAIL = ['trailName', 'organizationId', 'managementAccount', 'topicKeyArn'] as const;

/** Values that are each sound, yet would be passed over or do harm together. */
export function conflictsIn(options: LinkedOptions): readonly Conflict[] {
  return [
    ...(options.bucketName === '' ? withoutBucket(options) : besideBucket(options)),
    ...organizationConflicts(options),
    ...retentionConflicts(options),
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

/** A row whose log file is gone could not be checked against it any more. */
function retentionConflicts({ logRetentionDays, retentionDays }: LinkedOptions): readonly Conflict[] {
  if (logRetentionDays === 0 || logRetentionDays >= retentionDays) return [];
  return [{ key: 'logRetentionDays', expected: `at least retentionDays, which is ${retentionDays}, or 0` }];
}
