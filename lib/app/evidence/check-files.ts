import { createHash } from 'node:crypto';
import {
  ENVELOPE_FILE,
  MANIFEST_FILE,
  MalformedManifestError,
  type ManifestEntry,
  manifestText,
  readManifest,
} from '../../core/evidence/package-manifest';
import { byteOrder } from '../../core/text/byte-order';
import type { PackageReader } from '../ports/evidence/package-files';

/** Something in a package that is not what it was when the package was made. */
export interface Difference {
  /** The file, or what in a file: an event by its reference. */
  readonly subject: string;
  readonly reason: string;
}

/** What hashes say about the files of a package. */
export interface CheckedFiles {
  readonly manifest: ReadonlyMap<string, ManifestEntry>;
  readonly manifestSha256: string;
  readonly differences: readonly Difference[];
}

/** There is no manifest, so this is no package. */
export class NoPackageError extends Error {
  constructor() {
    super(`it has no ${MANIFEST_FILE}: expected a folder that ssm-audit evidence --out has made`);
    this.name = 'NoPackageError';
  }
}

/** Compares the files of a package with its manifest. Rejects with `NoPackageError`. */
export async function checkFiles(reader: PackageReader): Promise<CheckedFiles> {
  const bytes = await bytesOf(reader, MANIFEST_FILE);
  if (bytes === undefined) throw new NoPackageError();
  // Of the bytes, not of the text: bytes that are no text would all be read as the same character.
  const manifestSha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const manifest = readManifest(bytes.toString('utf8'));
    const isAsWritten = bytes.equals(Buffer.from(manifestText([...manifest.values()])));
    const differences = [
      ...(isAsWritten ? [] : [{ subject: MANIFEST_FILE, reason: 'it is not written as this program writes it' }]),
      ...(await changed(reader, manifest)),
      ...(await unlisted(reader, manifest)),
    ];
    return { manifest, manifestSha256, differences };
  } catch (error) {
    if (!(error instanceof MalformedManifestError)) throw error;
    return { manifest: new Map(), manifestSha256, differences: [{ subject: MANIFEST_FILE, reason: error.problem }] };
  }
}

/** The longest text of a manifest or an envelope, in bytes: some hundred thousand log files. */
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

/** A file of a package as text. Undefined if it is not there. */
export async function textOf(reader: PackageReader, path: string): Promise<string | undefined> {
  return (await bytesOf(reader, path))?.toString('utf8');
}

async function bytesOf(reader: PackageReader, path: string): Promise<Buffer | undefined> {
  const opened = await reader.open(path);
  if (!opened) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of opened) {
    bytes += chunk.length;
    if (bytes > MOST_TEXT_BYTES) throw new Error(`${path} has more than ${MOST_TEXT_BYTES} bytes: expected less`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Manifest = CheckedFiles['manifest'];

async function changed(reader: PackageReader, manifest: Manifest): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const entry of manifest.values()) {
    const reason = await problemOf(reader, entry);
    if (reason !== undefined) differences.push({ subject: entry.path, reason });
  }
  return differences;
}

async function problemOf(reader: PackageReader, { path, bytes, sha256 }: ManifestEntry): Promise<string | undefined> {
  const opened = await reader.open(path);
  if (!opened) return 'the manifest lists it, but it is not there';
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of opened) {
    hash.update(chunk);
    length += chunk.length;
  }
  return hash.digest('hex') === sha256 && length === bytes ? undefined : 'its content is not what the manifest says';
}

async function unlisted(reader: PackageReader, manifest: Manifest): Promise<readonly Difference[]> {
  const apart = new Set([MANIFEST_FILE, ENVELOPE_FILE]);
  const further = (await reader.paths()).filter((path) => !manifest.has(path) && !apart.has(path));
  return further.sort(byteOrder).map((subject) => ({ subject, reason: 'the manifest does not list it' }));
}
