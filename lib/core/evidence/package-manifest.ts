import { isJsonObject, member } from '../record/json';
import { byteOrder } from '../text/byte-order';

/** The file of a package that lists the others with their hashes, and the one with its signature. Neither lists itself. */
export const MANIFEST_FILE = 'manifest.json';
export const ENVELOPE_FILE = 'manifest.dsse.json';

/** What this form of package calls itself. */
const FORMAT = 'ssm-audit evidence 1';

/** A file of a package. */
export interface ManifestEntry {
  /** From the package's folder on, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The manifest of a package is not what this program writes. */
export class MalformedManifestError extends Error {
  constructor(readonly problem: string) {
    super(`${MANIFEST_FILE}: ${problem}`);
    this.name = 'MalformedManifestError';
  }
}

/** The manifest as it is written: files in the order of the bytes of their paths, so that the same package has the same bytes. */
export function manifestText(files: readonly ManifestEntry[]): string {
  const sorted = [...files].sort((one, other) => byteOrder(one.path, other.path));
  return `${JSON.stringify({ format: FORMAT, files: sorted }, undefined, 2)}\n`;
}

/** The files that a manifest lists, by path. Throws `MalformedManifestError`. */
export function readManifest(text: string): ReadonlyMap<string, ManifestEntry> {
  const json = parsed(text);
  if (member(json, 'format') !== FORMAT) throw new MalformedManifestError(`expected "format": "${FORMAT}"`);
  const files = member(json, 'files');
  if (!Array.isArray(files)) throw new MalformedManifestError('it has no list of files');
  const entries = new Map<string, ManifestEntry>();
  for (const entry of files.map(readEntry)) {
    if (entries.has(entry.path)) throw new MalformedManifestError(`it lists '${entry.path}' twice`);
    entries.set(entry.path, entry);
  }
  return entries;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedManifestError('it is not JSON');
  }
}

function readEntry(entry: unknown): ManifestEntry {
  const [path, bytes, sha256] = ['path', 'bytes', 'sha256'].map((name) => member(entry, name));
  const isWhole = isJsonObject(entry) && typeof path === 'string' && typeof bytes === 'number';
  if (!isWhole || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256) || !isInside(path)) {
    throw new MalformedManifestError(`'${String(path)}' is no file of a package with its size and hash`);
  }
  return { path, bytes, sha256 };
}

/** A manifest comes from a stranger: a path must not leave the folder of its package. */
export function isInside(path: string): boolean {
  const parts = path.split('/');
  return parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\\0]/.test(path);
}
