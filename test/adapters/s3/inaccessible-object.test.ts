import { InvalidObjectState } from '@aws-sdk/client-s3';
import { objectError } from '../../../lib/adapters/s3/inaccessible-object';
import { ArchivedFileError, InaccessibleFileError } from '../../../lib/app/ports/log-file-source';
import { s3Error } from '../../embedded/faults';

describe('objectError', () => {
  it('knows an archived object, and how it is stored', () => {
    const $metadata = { httpStatusCode: 403 };
    const state = { StorageClass: 'DEEP_ARCHIVE', message: 'archived', $metadata } as const;
    const error = objectError(new InvalidObjectState(state), 's3://b/k');
    expect(error).toBeInstanceOf(ArchivedFileError);
    expect(error).toMatchObject({ message: 's3://b/k cannot be read: archived as DEEP_ARCHIVE; restore it first' });
    const tiered = {
      StorageClass: 'INTELLIGENT_TIERING',
      AccessTier: 'ARCHIVE_ACCESS',
      message: '',
      $metadata,
    } as const;
    expect(objectError(new InvalidObjectState(tiered), 's3://b/k')).toMatchObject({
      reason: 'archived as ARCHIVE_ACCESS; restore it first',
    });
  });

  it.each(['AccessDenied', 'AllAccessDisabled', 'KMS.DisabledException', 'KMS.KMSInvalidStateException'])(
    'knows an object that may not be read: %s',
    (name) => {
      const error = objectError(s3Error(name, 403), 's3://b/k');
      expect(error).toBeInstanceOf(InaccessibleFileError);
      expect(error).toMatchObject({ reason: `${name}: ${name}` });
    },
  );

  it.each([
    ['NoSuchKey', 404],
    ['ExpiredToken', 400],
    ['SlowDown', 503],
  ])('passes on %s', (name, status) => {
    const error = s3Error(name, status);
    expect(objectError(error, 's3://b/k')).toBe(error);
  });
});
