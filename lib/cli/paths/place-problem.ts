import { credentialsProblem } from '../store/credentials-problem';
import { UsageError } from '../terminal/cli-error';

/** What S3 answers whoever may not write to a bucket, or names one that there is not. */
const OF_S3 = new Set(['NoSuchBucket', 'AccessDenied', 'AllAccessDisabled', 'PermanentRedirect', 'InvalidBucketName']);

/** What the system answers whoever may not write to a folder, or has something else in the way. */
const OF_FOLDER = new Set([
  'EACCES',
  'EEXIST',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
]);

/** An error from the first look at a place: `UsageError` if nothing can be written there, else the error itself. */
export function placeProblem(error: unknown, place: string, profile?: string): unknown {
  if (!(error instanceof Error)) return error;
  const options = { cause: error };
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && OF_FOLDER.has(code)) {
    return new UsageError(
      `cannot write to ${place}: ${error.message}; expected a folder that you may write to`,
      options,
    );
  }
  if (!place.startsWith('s3:')) return error;
  const problem = credentialsProblem(error, profile);
  if (problem !== undefined) return new UsageError(`cannot write to ${place}: ${problem}`, options);
  if (!OF_S3.has(error.name)) return error;
  return new UsageError(
    `cannot write to ${place}: ${error.name}: ${error.message}; expected a bucket with s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on the prefix, and s3:ListBucket and s3:ListBucketMultipartUploads on the bucket`,
    options,
  );
}
