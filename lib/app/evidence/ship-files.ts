import { isInside, type ManifestEntry } from '../../core/evidence/package-manifest';
import { readDigestName } from '../../core/integrity/digest-name';
import type { FoundDigest } from '../../core/integrity/digest-verdict';
import type { PublicKeys } from '../../core/integrity/public-keys';
import type { AuditedBucket, PublicKeySource } from '../ports/audited-bucket';
import type { PackageWriter } from '../ports/evidence/package-files';
import { keysSince } from './keys-since';
import type { VerifiedEvent } from './verify-events';

/** The folder of a package that has log files and digests, under the keys that they have in the bucket. */
export const LOGS_FOLDER = 'logs';
/** The file of a package that has the public keys of its digests, as `aws cloudtrail list-public-keys` prints them. */
export const PUBLIC_KEYS_FILE = 'public-keys.json';

/** Where the log files of a package come from. */
export interface ShipDependencies {
  readonly bucket: AuditedBucket;
  readonly publicKeys: PublicKeySource;
  readonly writer: PackageWriter;
}

/** What was put into a package, and the log files that could not be, by their names in rows. */
export interface ShippedFiles {
  readonly entries: readonly ManifestEntry[];
  readonly absent: readonly string[];
}

/** Puts the log files of events into a package byte for byte, with the digests that list them, their signatures and keys. */
export async function shipFiles(deps: ShipDependencies, events: AsyncIterable<VerifiedEvent>): Promise<ShippedFiles> {
  const [logFiles, digests] = [new Map<string, string | undefined>(), new Set<string>()];
  for await (const { logFile, digest } of events) {
    logFiles.set(logFile, deps.bucket.keyOf(logFile));
    if (digest !== undefined) digests.add(digest);
  }
  const entries: ManifestEntry[] = [];
  const absent: string[] = [];
  const done = new Set<string>();
  for (const [logFile, key] of logFiles) {
    // A copy of the bucket has a file once that was ingested from two places.
    if (key !== undefined && done.has(key)) continue;
    const entry = key === undefined ? undefined : await shipped(deps, key);
    if (!entry) absent.push(logFile);
    else entries.push(entry);
    if (entry && key !== undefined) done.add(key);
  }
  for (const key of digests) entries.push(...(await shippedDigest(deps, key)));
  entries.push(await shippedKeys(deps, digests));
  return { entries, absent };
}

/** The place of an object of the bucket in a package. */
function placeInPackage(key: string): string {
  return `${LOGS_FOLDER}/${key}`;
}

async function shipped({ bucket, writer }: ShipDependencies, key: string): Promise<ManifestEntry | undefined> {
  const place = placeInPackage(key);
  // Whoever may write to the bucket names its objects: S3 takes `..` for a name.
  if (!isInside(place)) return undefined;
  const content = await bucket.stored(key);
  return content && writer.write(place, content);
}

/** A digest and, beside it, the metadata with its signature, as `aws s3api head-object` gives it. */
async function shippedDigest(deps: ShipDependencies, key: string): Promise<readonly ManifestEntry[]> {
  const [entry, found] = [await shipped(deps, key), await deps.bucket.digest(key)];
  if (!entry || !found) return entry ? [entry] : [];
  const metadata = metadataOf(found);
  if (metadata === undefined) return [entry];
  return [entry, await deps.writer.write(`${placeInPackage(key)}.metadata.json`, `${JSON.stringify(metadata)}\n`)];
}

function metadataOf({ signature }: FoundDigest): object | undefined {
  if (typeof signature === 'string') return undefined;
  return { Metadata: { signature: signature.value, 'signature-algorithm': signature.algorithm } };
}

/** The keys of the regions of digests. A key that signs none of them does no harm. */
async function shippedKeys(deps: ShipDependencies, digests: ReadonlySet<string>): Promise<ManifestEntry> {
  const keys = new Map<string, string>();
  for (const { region, endTime } of [...digests].flatMap((key) => readDigestName(key) ?? [])) {
    const known = await deps.publicKeys.keys(region, keysSince(endTime));
    for (const [fingerprint, value] of known) keys.set(fingerprint, value);
  }
  return deps.writer.write(PUBLIC_KEYS_FILE, publicKeysText(keys));
}

/** The text of the file of public keys. */
export function publicKeysText(keys: PublicKeys): string {
  const list = [...keys].map(([Fingerprint, Value]) => ({ Fingerprint, Value }));
  return `${JSON.stringify({ PublicKeyList: list }, undefined, 2)}\n`;
}
