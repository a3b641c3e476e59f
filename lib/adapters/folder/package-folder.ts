import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PackageReader, PackageWriter } from '../../app/ports/evidence/package-files';
import { isInside, type ManifestEntry } from '../../core/evidence/package-manifest';

/** Evidence may hold secrets: nobody else reads it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** A package of evidence in a folder, from whomever it may come. Follows no links. */
export class PackageFolderReader implements PackageReader {
  constructor(protected readonly folder: string) {}

  async paths(): Promise<readonly string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }

  async open(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    if (!isInside(path) || !(await this.isPlainFile(path))) return undefined;
    return createReadStream(join(this.folder, path));
  }

  /** Whether each step to a file is a folder, and its last a plain file: a link could lead out of the package. */
  private async isPlainFile(path: string): Promise<boolean> {
    const steps = path.split('/').map((_, index, parts) => join(this.folder, ...parts.slice(0, index + 1)));
    for (const [index, step] of steps.entries()) {
      const found = await lstat(step).catch(() => undefined);
      if (!(index === steps.length - 1 ? found?.isFile() : found?.isDirectory())) return false;
    }
    return true;
  }
}

/** A new package of evidence in a folder, which has to be empty or not there. Rejects if a file of this path exists. */
export class PackageFolder extends PackageFolderReader implements PackageWriter {
  async write(path: string, content: string | AsyncIterable<Uint8Array | string>): Promise<ManifestEntry> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
    const hash = createHash('sha256');
    let bytes = 0;
    async function* observed() {
      for await (const piece of typeof content === 'string' ? [content] : content) {
        const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    await pipeline(Readable.from(observed()), createWriteStream(file, { flags: 'wx', mode: FILE_MODE, flush: true }));
    return { path, bytes, sha256: hash.digest('hex') };
  }
}
