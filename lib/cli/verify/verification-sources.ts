import { S3Client } from '@aws-sdk/client-s3';
import { CloudTrailPublicKeys } from '../../adapters/cloudtrail/cloudtrail-public-keys';
import { DynamoDbEventReader } from '../../adapters/dynamodb/dynamodb-event-reader';
import { DynamoDbReceiptFolders } from '../../adapters/dynamodb/dynamodb-receipt-folders';
import { DynamoDbReceiptReader } from '../../adapters/dynamodb/dynamodb-receipt-reader';
import { DynamoDbReceiptStore } from '../../adapters/dynamodb/dynamodb-receipt-store';
import type { Tables } from '../../adapters/dynamodb/dynamodb-tables';
import { DynamoDbTermReader } from '../../adapters/dynamodb/dynamodb-term-reader';
import { ReadMeter } from '../../adapters/dynamodb/read-meter';
import { FolderAuditedBucket } from '../../adapters/folder/folder-audited-bucket';
import { RETRYING } from '../../adapters/retry/retrying';
import { S3AuditedBucket } from '../../adapters/s3/s3-audited-bucket';
import { INDEX_EVERYTHING } from '../../app/index/index-record';
import { guardedBy, keptBy } from '../../app/ingest/indexing-configuration';
import type { PublicKeySource } from '../../app/ports/audited-bucket';
import type { VerifyDependencies } from '../../app/verify/verify-trail';
import type { StackOutputs } from '../../contract/stack-outputs';
import { CorruptRows } from '../../core/rows/corrupt-rows';

/** What the sources have in common, whatever the store. */
type StoreSources = Pick<
  VerifyDependencies,
  'corrupt' | 'receipts' | 'receiptFolders' | 'newest' | 'reader' | 'terms' | 'now'
>;

/** What verifies a local store: the bucket is a copy in a folder, from which the store was filled. */
export function localSources(tables: Tables, folder: string, publicKeys: PublicKeySource): VerifyDependencies {
  return {
    ...storeSources(tables),
    bucket: new FolderAuditedBucket(folder),
    publicKeys,
    trail: undefined,
    indexing: INDEX_EVERYTHING,
  };
}

/** What verifies a deployed stack: its bucket and, unless they are given, CloudTrail's public keys. */
export function stackSources(
  tables: Tables,
  outputs: StackOutputs,
  settings: { readonly region?: string; readonly profile?: string },
  publicKeys: PublicKeySource | undefined,
): VerifyDependencies {
  const { region, profile } = settings;
  const credentials = profile ? { profile } : {};
  // An imported bucket may be in another region than the stack.
  const s3 = new S3Client({ ...credentials, ...(region && { region }), ...RETRYING, followRegionRedirects: true });
  return {
    ...storeSources(tables),
    bucket: new S3AuditedBucket(s3, { name: outputs.LogBucketName, owner: undefined }, outputs.LogPrefix),
    publicKeys: publicKeys ?? new CloudTrailPublicKeys(credentials),
    trail: trailOf(outputs.TrailArn),
    // The spread and the extra terms of that time are unknown. Verification finds rows wherever they are, and does not
    // ask for such terms.
    indexing: {
      ...INDEX_EVERYTHING,
      retentionDays: Number(outputs.RetentionDays),
      kept: keptBy(outputs),
      guard: guardedBy(outputs),
    },
  };
}

function storeSources(tables: Tables): StoreSources {
  const corrupt = new CorruptRows();
  return {
    corrupt,
    receipts: new DynamoDbReceiptStore(tables),
    receiptFolders: new DynamoDbReceiptFolders(tables),
    newest: new DynamoDbReceiptReader(tables),
    reader: new DynamoDbEventReader(tables, new ReadMeter(), corrupt),
    terms: new DynamoDbTermReader(tables),
    now: () => new Date(),
  };
}

/** `arn:<partition>:cloudtrail:<home region>:<account>:trail/<name>` as the names of digests tell it. */
function trailOf(arn: string): VerifyDependencies['trail'] {
  return { homeRegion: arn.split(':')[3] ?? '', trailName: arn.slice(arn.lastIndexOf('/') + 1) };
}
