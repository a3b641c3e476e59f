import type { S3Client } from '@aws-sdk/client-s3';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import { ForeignBucketError, type LogFileSource, type OpenedLogFile } from '../../app/ports/log-file-source';
import type { LogFileLocation } from '../../core/rows/delivery-row';
import { gunzip } from '../gzip/gunzip';
import { S3ObjectBytes } from './s3-object-bytes';

/** The one bucket that is read. */
export interface OwnedBucket {
  readonly name: string;
  /** The account that must own the bucket. If a stranger took over the name, S3 refuses. */
  readonly owner: string | undefined;
}

/** Log files in the log bucket; `ForeignBucketError` for any other. */
export class S3LogFiles implements LogFileSource {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: OwnedBucket,
  ) {}

  async open(location: LogFileLocation, versionId?: string, deadline: Deadline = NO_DEADLINE): Promise<OpenedLogFile> {
    if (location.bucket !== this.bucket.name) throw new ForeignBucketError(location.bucket, this.bucket.name);
    const request = {
      Bucket: this.bucket.name,
      Key: location.key,
      ...(versionId !== undefined && { VersionId: versionId }),
      ...(this.bucket.owner !== undefined && { ExpectedBucketOwner: this.bucket.owner }),
    };
    const bytes = await S3ObjectBytes.open(this.client, request, deadline);
    return {
      chunks: gunzip(bytes),
      eTag: bytes.eTag,
      ...(bytes.versionId !== undefined && { versionId: bytes.versionId }),
      ...(bytes.size !== undefined && { storedBytes: bytes.size }),
      discard: () => bytes.destroy(),
    };
  }
}
