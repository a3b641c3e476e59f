import { createHash } from 'node:crypto';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import type { PackageReader, PackageWriter } from '../../app/ports/evidence/package-files';
import type { ManifestEntry } from '../../core/evidence/package-manifest';

/** The folder that unpacking makes. */
const FOLDER = 'evidence';

/** Evidence may hold secrets: nobody else reads it. */
const FILE_MODE = 0o600;

/** Fast: what is held here is compressed once more when it is sent. */
const HELD_LEVEL = 1;

const MIB = 1024 * 1024;

/** A package is larger than may be held in memory. */
export class PackageTooLargeError extends Error {
  constructor(readonly mostBytes: number) {
    super(
      `this package needs more than ${Math.round(mostBytes / MIB)} MiB of memory: expected a narrower question, or ssm-audit evidence --out DIR, which writes a package of any size to a folder`,
    );
    this.name = 'PackageTooLargeError';
  }
}

/** A file of the package, compressed. */
interface Held {
  readonly entry: ManifestEntry;
  readonly chunks: readonly Uint8Array[];
}

/**
 * A package of evidence as one `.tar.gz`, without a file on this machine. An archive says the size of a file before its
 * content, so each file is held in memory, compressed, until it is whole. It is sent then, and held on, because other files
 * are made from it.
 */
export class ArchivedPackage implements PackageWriter, PackageReader {
  private readonly files = new Map<string, Held>();
  private readonly archive: Pack = pack();
  private readonly compressed: Readable;
  private heldBytes = 0;

  /** `mostBytes` is how many bytes may be held in memory; `madeAt` is the time of every file. */
  constructor(
    private readonly mostBytes: number,
    private readonly madeAt: Date,
  ) {
    const gzip = createGzip();
    this.compressed = gzip;
    // The reader of the archive learns of an error; whoever writes learns of it by the next entry.
    pipeline(this.archive, gzip).catch(() => undefined);
  }

  /** The archive piece by piece, while it is written. Whoever ends reading early ends the writing. */
  bytes(): AsyncIterable<Uint8Array> {
    return this.compressed;
  }

  /** Ends the archive, once the last file is written. */
  finish(): void {
    this.archive.finalize();
  }

  /** Ends it in the middle, so that it cannot look whole. */
  abandon(reason: Error): void {
    this.archive.destroy(reason);
    this.compressed.destroy(reason);
  }

  async write(path: string, content: string | AsyncIterable<Uint8Array | string>): Promise<ManifestEntry> {
    const held = await this.hold(path, content);
    this.files.set(path, held);
    await this.send(held);
    return held.entry;
  }

  async paths(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async open(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const held = this.files.get(path);
    return held && contentOf(held);
  }

  /** Rejects with `PackageTooLargeError`. */
  private async hold(path: string, content: string | AsyncIterable<Uint8Array | string>): Promise<Held> {
    const hash = createHash('sha256');
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const observed = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(undefined, chunk);
      },
    });
    const source = Readable.from(typeof content === 'string' ? [content] : content);
    await pipeline(source, observed, createGzip({ level: HELD_LEVEL }), this.into(chunks));
    return { entry: { path, bytes, sha256: hash.digest('hex') }, chunks };
  }

  /** Keeps chunks as long as there is room for them. */
  private into(chunks: Uint8Array[]): Writable {
    return new Writable({
      write: (chunk: Uint8Array, _, done) => {
        this.heldBytes += chunk.length;
        chunks.push(chunk);
        done(this.heldBytes > this.mostBytes ? new PackageTooLargeError(this.mostBytes) : undefined);
      },
    });
  }

  /** Resolves once the archive has taken the file, which is as fast as somebody reads it. */
  private async send(held: Held): Promise<void> {
    const { path, bytes } = held.entry;
    const header = { name: `${FOLDER}/${path}`, size: bytes, mode: FILE_MODE, mtime: this.madeAt };
    const entry = this.archive.entry(header);
    await pipeline(contentOf(held), entry);
  }
}

function contentOf({ chunks }: Held): Readable {
  const gunzip = createGunzip();
  pipeline(Readable.from(chunks), gunzip).catch(() => undefined);
  return gunzip;
}
