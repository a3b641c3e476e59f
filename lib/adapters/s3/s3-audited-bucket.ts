import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { AuditedBucket } from '../../app/ports/audited-bucket';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { OpenedLogFile } from '../../app/ports/log-file-source';
import { DIGEST_FOLDER, readDigestName } from '../../core/integrity/digest-name';
import type { DigestSignature, FoundDigest } from '../../core/integrity/digest-verdict';
import { formatLogFile, type LogFileLocation } from '../../core/rows/delivery-row';
import { BACKFILL_METADATA, digestContent, SIGNATURE_METADATA } from './digest-content';
import { type OwnedBucket, S3LogFiles } from './s3-log-files';
import { S3LogListing } from './s3-log-listing';
import { S3ObjectBytes } from './s3-object-bytes';

/** The log bucket of a trail. */
export class S3AuditedBucket implements AuditedBucket {
  /** The function reads only this bucket. */
  readonly isOnlySource = true;
  private readonly logFiles: S3LogFiles;

  /** `prefix` is the trail's, with its own slashes, or `''` for none. */
  constructor(
    private readonly client: S3Client,
    private readonly bucket: OwnedBucket,
    private readonly prefix: string,
  ) {
    this.logFiles = new S3LogFiles(client, bucket);
  }

  async digestFolders(): Promise<readonly string[]> {
    const listing = new S3LogListing(this.client, this.bucket, this.prefix, NO_DEADLINE, DIGEST_FOLDER);
    const folders = await listing.folders({ since: undefined, until: '', accounts: [], regions: [] });
    return folders.map(({ name }) => name);
  }

  async digestsOn(folder: string, day: string): Promise<readonly string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        ...this.request(),
        Prefix: `${folder}${day}/`,
        ...(token !== undefined && { ContinuationToken: token }),
      });
      const page = await this.client.send(command);
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return keys;
  }

  async digest(key: string): Promise<FoundDigest | undefined> {
    return unlessAbsent(async () => {
      const bytes = await S3ObjectBytes.open(this.client, { ...this.request(), Key: key }, NO_DEADLINE);
      const content = await digestContent(bytes);
      return { bucket: this.bucket.name, key, content, signature: signatureOf(key, bytes.metadata) };
    });
  }

  open(key: string): Promise<OpenedLogFile | undefined> {
    return unlessAbsent(() => this.logFiles.open(this.locate(key)));
  }

  stored(key: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    return unlessAbsent(() => S3ObjectBytes.open(this.client, { ...this.request(), Key: key }, NO_DEADLINE));
  }

  locate(key: string): LogFileLocation {
    return { bucket: this.bucket.name, key };
  }

  keyOf(logFile: string): string | undefined {
    const root = formatLogFile(this.locate(''));
    return logFile.startsWith(root) ? logFile.slice(root.length) : undefined;
  }

  private request() {
    const { name, owner } = this.bucket;
    return { Bucket: name, ...(owner !== undefined && { ExpectedBucketOwner: owner }) };
  }
}

async function unlessAbsent<Result>(fetch: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await fetch();
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

function signatureOf(key: string, metadata: Readonly<Record<string, string>>): DigestSignature | 'removed' {
  const { [SIGNATURE_METADATA.value]: value, [SIGNATURE_METADATA.algorithm]: algorithm } = metadata;
  const isWhole = !readDigestName(key)?.isBackfill || metadata[BACKFILL_METADATA] !== undefined;
  return value === undefined || algorithm === undefined || !isWhole ? 'removed' : { value, algorithm };
}
