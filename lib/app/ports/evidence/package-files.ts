import type { ManifestEntry } from '../../../core/evidence/package-manifest';

/** The folder of a package of evidence, while it is written. */
export interface PackageWriter {
  /** Writes a file whole, and gives what the manifest says of it. Paths have slashes and stay inside the folder. */
  write(path: string, content: string | AsyncIterable<Uint8Array | string>): Promise<ManifestEntry>;
}

/** The folder of a package of evidence, while it is checked. */
export interface PackageReader {
  /** The paths of all files, in any order. Links and other things that are no plain files count as files. */
  paths(): Promise<readonly string[]>;
  /** A file's content piece by piece. Undefined if there is no plain file at this path. */
  open(path: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}
