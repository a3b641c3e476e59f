import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { refusal } from './refusal';

/** Which log files are protected, and from whom they are not. */
export interface LogFileRefusalProps {
  /** The ARNs of the log files, with a wildcard. */
  readonly logFiles: string;
  /** The trail that delivers them, and their digests. Undefined if it is not known. */
  readonly trailArn: string | undefined;
  readonly operators: readonly string[];
}

/** Every action that makes an object, and every one that hides or deletes one (service authorization reference: S3). */
const PUTTING = ['s3:PutObject', 's3:ReplicateObject'];
const DELETING = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ReplicateDelete'];

/**
 * The statements that protect log files and digests: only the trail puts them, and only operators delete them. An operator
 * restores a log file by deleting what hides it, a marker or a newer version. Lifecycle rules ask for nothing, so the
 * statements do not affect them (S3 user guide: lifecycle and bucket policies).
 */
export function logFileRefusals({ logFiles, trailArn, operators }: LogFileRefusalProps): readonly PolicyStatement[] {
  const put = { sid: 'OnlyTheTrailDelivers', actions: PUTTING, resources: [logFiles] };
  const deleted = { sid: 'OnlyOperatorsDelete', actions: DELETING, resources: [logFiles] };
  return [
    ...(trailArn === undefined ? [] : [refusal({ ...put, exceptSource: trailArn })]),
    refusal({ ...deleted, exceptOperators: operators }),
  ];
}
