import { S3Client } from '@aws-sdk/client-s3';
import { CloudTrailPublicKeys } from '../../adapters/cloudtrail/cloudtrail-public-keys';
import { FolderAuditedBucket } from '../../adapters/folder/folder-audited-bucket';
import { RETRYING } from '../../adapters/retry/retrying';
import { S3AuditedBucket } from '../../adapters/s3/s3-audited-bucket';
import { withoutLogging } from '../../adapters/sdk/without-logging';
import { INDEX_EVERYTHING } from '../../app/index/index-record';
import { guardedBy, keptBy } from '../../app/ingest/indexing-configuration';
import type { PublicKeySource } from '../../app/ports/audited-bucket';
import type { ReadableStore } from '../../app/ports/readable-store';
import { trailOfArn } from '../../app/verify/verified-digests';
import type { VerifyDependencies } from '../../app/verify/verify-trail';
import type { StackOutputs } from '../../contract/stack-outputs';
import { AGENT_PARTITIONS } from '../../core/rows/agent-partitions';
import { CorruptRows } from '../../core/rows/corrupt-rows';

/** What the sources have in common, whatever the store. */
type StoreSources = Pick<
  VerifyDependencies,
  'corrupt' | 'receipts' | 'receiptFolders' | 'newest' | 'reader' | 'terms' | 'now'
>;

/** What verifies a local store: the bucket is a copy in a folder, from which the store was filled. */
export function localSources(ports: ReadableStore, folder: string, publicKeys: PublicKeySource): VerifyDependencies {
  return {
    ...storeSources(ports),
    bucket: new FolderAuditedBucket(folder),
    publicKeys,
    trail: undefined,
    indexing: INDEX_EVERYTHING,
  };
}

/** What verifies a deployed stack: its bucket and, unless they are given, CloudTrail's public keys. */
export function stackSources(
  ports: ReadableStore,
  outputs: StackOutputs,
  settings: { readonly region?: string; readonly profile?: string },
  publicKeys: PublicKeySource | undefined,
): VerifyDependencies {
  const { region, profile } = settings;
  const credentials = profile ? { profile } : {};
  // An imported bucket may be in another region than the stack.
  const s3 = withoutLogging(
    new S3Client({ ...credentials, ...(region && { region }), ...RETRYING, followRegionRedirects: true }),
  );
  return {
    ...storeSources(ports),
    bucket: new S3AuditedBucket(s3, { name: outputs.LogBucketName, owner: undefined }, outputs.LogPrefix),
    publicKeys: publicKeys ?? new CloudTrailPublicKeys(credentials),
    trail: trailOfArn(outputs.TrailArn),
    // The spread and the extra terms of that time are unknown. Verification finds rows wherever they are, and does not
    // ask for such terms.
    indexing: {
      ...INDEX_EVERYTHING,
      agentSpread: AGENT_PARTITIONS,
      packs: true,
      retentionDays: Number(outputs.RetentionDays),
      kept: keptBy(outputs),
      guard: guardedBy(outputs),
    },
  };
}

function storeSources(ports: ReadableStore): StoreSources {
  const corrupt = new CorruptRows();
  const { receipts, receiptFolders, terms } = ports;
  const { reader, receipts: newest } = ports.reading(corrupt);
  return {
    corrupt,
    receipts,
    receiptFolders,
    newest,
    reader,
    terms,
    now: () => new Date(),
  };
}
