import { InvalidObjectState } from '@aws-sdk/client-s3';
import { ArchivedFileError, InaccessibleFileError } from '../../app/ports/log-file-source';

/** Errors of S3 about one object, in addition to those about its key (`KMS.DisabledException`, …). */
const FORBIDDEN = new Set(['AccessDenied', 'AllAccessDisabled']);

/**
 * Translates S3's refusal to give an object: it is archived, or we may not read it. Returns every other error
 * unchanged. In the archive tiers of INTELLIGENT_TIERING, only the refusal reveals the storage class.
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
