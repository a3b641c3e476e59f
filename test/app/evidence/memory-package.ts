import { createHash } from 'node:crypto';
import type { PackageReader, PackageWriter } from '../../../lib/app/ports/evidence/package-files';
import { MANIFEST_FILE, type ManifestEntry, manifestText } from '../../../lib/core/evidence/package-manifest';

/** A package in memory, to be tampered with. */
export class MemoryPackage implements PackageReader, PackageWriter {
  readonly files = new Map<string, Buffer>();

  async write(path: string, content: string | AsyncIterable<Uint8Array | string>): Promise<ManifestEntry> {
    const pieces: Buffer[] = [];
    for await (const piece of typeof content === 'string' ? [content] : content)
      pieces.push(Buffer.from(piece as string));
    const bytes = Buffer.concat(pieces);
    this.files.set(path, bytes);
    return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async paths(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async open(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const bytes = this.files.get(path);
    return (
      bytes &&
      (async function* () {
        yield bytes;
      })()
    );
  }

  text(path: string): string {
    return this.files.get(path)?.toString('utf8') ?? '';
  }

  /** Puts files in, with a manifest of them. */
  async fill(files: Readonly<Record<string, string>>): Promise<void> {
    const entries: ManifestEntry[] = [];
    for (const [path, content] of Object.entries(files)) entries.push(await this.write(path, content));
    await this.write(MANIFEST_FILE, manifestText(entries));
  }
}

/** Each of a list, as a stream gives it. */
export async function* streamOf<T>(all: Iterable<T>): AsyncGenerator<T> {
  yield* all;
}

/** All that a stream gives. */
export async function listOf<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  return all;
}
