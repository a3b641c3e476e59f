import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogFileSource, OpenedLogFile } from '../app/ports/log-file-source';
import type { LogFileLocation } from '../core/rows/delivery-row';
import { gunzip } from './gunzip';

/** The one bucket that is read. */
export interface LogBucket {
  readonly name: string;
  /** The account that must own it: S3 refuses where a stranger took over the name. */
  readonly owner: string | undefined;
}

/** A message that names a bucket other than the configured one. Permanent: such a message is for the dead letters. */
export class ForeignBucketError extends Error {
  constructor(
    readonly bucket: string,
    readonly expected: string,
  ) {
    super(`the message names the bucket '${bucket}': expected '${expected}', the only one that this stack reads`);
    this.name = 'ForeignBucketError';
  }
}

/** Log files in the log bucket. */
export class S3LogFiles implements LogFileSource {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: LogBucket,
  ) {}

  async open(location: LogFileLocation, versionId?: string): Promise<OpenedLogFile> {
    if (location.bucket !== this.bucket.name) throw new ForeignBucketError(location.bucket, this.bucket.name);
    const { Body, ETag, VersionId } = await this.client.send(
      new GetObjectCommand({
        Bucket: this.bucket.name,
        Key: location.key,
        ...(versionId !== undefined && { VersionId: versionId }),
        ...(this.bucket.owner !== undefined && { ExpectedBucketOwner: this.bucket.owner }),
      }),
    );
    const body = Body as (AsyncIterable<Uint8Array> & { destroy(): void }) | undefined;
    return {
      chunks: gunzip(body ?? noBytes(), { mustBeGzip: location.key.endsWith('.gz') }),
      eTag: ETag ?? '',
      ...(VersionId !== undefined && { versionId: VersionId }),
      discard: () => body?.destroy(),
    };
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
