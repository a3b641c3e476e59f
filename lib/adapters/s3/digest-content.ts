import { gunzip } from '../gzip/gunzip';

/**
 * The most that a digest may unpack to, in bytes. A region with ten thousand log files an hour, at about 500 bytes
 * each, has a hundredth of it.
 */
const MAX_DIGEST_BYTES = 512 * 1024 * 1024;

/**
 * The decompressed content of a digest. Rejects with `UnreadableLogFileError` if it is not gzip, or is a decompression
 * bomb.
 */
export async function digestContent(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of gunzip(bytes, { mustBeGzip: true, maxBytes: MAX_DIGEST_BYTES })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The names in S3 object metadata that contain the signature of a digest (user guide: digest file structure). */
export const SIGNATURE_METADATA = { value: 'signature', algorithm: 'signature-algorithm' } as const;

/**
 * The metadata that a backfilled digest has in addition to its signature. Without it, `aws cloudtrail validate-logs`
 * calls the digest invalid.
 */
export const BACKFILL_METADATA = 'backfill-generation-timestamp';
