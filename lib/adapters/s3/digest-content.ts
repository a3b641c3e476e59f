import { gunzip } from '../gzip/gunzip';

/**
 * What a digest may unpack to, in bytes: a hundred times that of a region with ten thousand log files an hour, at some
 * 500 bytes each.
 */
const MAX_DIGEST_BYTES = 512 * 1024 * 1024;

/** The decompressed content of a digest; rejects with `UnreadableLogFileError` where it is no gzip or a bomb. */
export async function digestContent(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of gunzip(bytes, { mustBeGzip: true, maxBytes: MAX_DIGEST_BYTES })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The names in S3 object metadata under which CloudTrail puts a digest's signature (user guide: digest file structure). */
export const SIGNATURE_METADATA = { value: 'signature', algorithm: 'signature-algorithm' } as const;

/** What a backfilled digest has beside its signature; without it `aws cloudtrail validate-logs` takes it for invalid. */
export const BACKFILL_METADATA = 'backfill-generation-timestamp';
