import { InvalidObjectState } from '@aws-sdk/client-s3';
import { ArchivedFileError, InaccessibleFileError } from '../../app/ports/log-file-source';

/** Errors of S3 that are about one object, beside those of its key (`KMS.DisabledException`, …). */
const FORBIDDEN = new Set(['AccessDenied', 'AllAccessDisabled']);

/**
 * What S3's refusal to give an object means: archived, or not to be read by us. Every other error comes back as it is. In
 * archive tiers of INTELLIGENT_TIERING the storage class is told by the refusal alone.
 */
export function objectError(error: unknown, logFile: string): unknown {
  if (!(error instanceof Error)) return error;
  const options = { cause: error };
  if (error instanceof InvalidObjectState || error.name === 'InvalidObjectState') {
    return new ArchivedFileError(logFile, storageClassOf(error), options);
  }
  if (FORBIDDEN.has(error.name) || error.name.startsWith('KMS.')) {
    return new InaccessibleFileError(logFile, `${error.name}: ${error.message}`, options);
  }
  return error;
}

function storageClassOf(error: Error): string | undefined {
  return error instanceof InvalidObjectState ? (error.AccessTier ?? error.StorageClass) : undefined;
}
