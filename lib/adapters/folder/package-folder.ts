import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PackageReader, PackageWriter } from '../../app/ports/evidence/package-files';
import { isInside, MANIFEST_FILE, type ManifestEntry } from '../../core/evidence/package-manifest';
import { makeFolder } from './make-folder';
import { stateOfWorker, type WorkerState, workerName } from './worker-name';

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

/** The names of folders in which packages are made begin so, and end with who makes them. */
const MAKING = '.making-';

/** What runs before this one left, by whether somebody still works there. Paths. */
export interface Leftovers {
  readonly removed: readonly string[];
  /** In the folder itself, where a process of this machine works: two packages in one folder would mix. */
  readonly working: readonly string[];
  /** Of another machine or an earlier version. */
  readonly unknown: readonly string[];
}

/**
 * A new package of evidence, made in a folder of its own and put into its place when it is whole: a run that fails leaves
 * nothing, and one that is killed leaves nothing that looks like a package. Rejects if a file of a path exists.
 */
export class PackageFolder extends PackageFolderReader implements PackageWriter {
  private constructor(
    making: string,
    private readonly target: string,
    private readonly isThere: boolean,
  ) {
    super(making);
  }

  /** Begins a package for a folder that is empty or not there. */
  static async begin(folder: string): Promise<PackageFolder> {
    const target = resolve(folder);
    const isThere = existsSync(target);
    const parent = isThere ? target : dirname(target);
    makeFolder(parent, FOLDER_MODE);
    const making = join(parent, `${isThere ? '' : besideOf(target)}${MAKING}${workerName()}`);
    await mkdir(making, { mode: FOLDER_MODE });
    return new PackageFolder(making, target, isThere);
  }

  /**
   * Removes what runs that were killed left of a package: in its folder, or beside it where that is not there. What others work
   * in stays.
   */
  static async cleanUp(folder: string): Promise<Leftovers> {
    const target = resolve(folder);
    const isThere = existsSync(target);
    const left = isThere ? makingIn(target, '') : makingIn(dirname(target), besideOf(target));
    const paths = (state: WorkerState) => left.filter((path) => stateOfWorker(path) === state);
    const [removed, working, unknown] = [paths('gone'), paths('working'), paths('unknown')];
    for (const path of removed) await rm(path, { recursive: true, force: true });
    return { removed, working: isThere ? working : [], unknown };
  }

  async write(path: string, content: string | AsyncIterable<Uint8Array | string>): Promise<ManifestEntry> {
    const file = join(this.folder, path);
    makeFolder(dirname(file), FOLDER_MODE);
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

  /** Puts the package into its place. Into a folder that was there, the manifest comes last: without it, it is no package. */
  async finish(): Promise<void> {
    if (!this.isThere) return rename(this.folder, this.target);
    const names = await readdir(this.folder);
    const ordered = [...names.filter((name) => name !== MANIFEST_FILE), MANIFEST_FILE];
    for (const name of ordered) await rename(join(this.folder, name), join(this.target, name));
    await rmdir(this.folder);
  }

  /** Removes what was written. */
  async abandon(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** How the folder is called that stands beside a package while that is made. */
function besideOf(target: string): string {
  return `.${basename(target)}`;
}

/** Folders in which packages are made, by how their names begin before that: paths. */
function makingIn(folder: string, begin: string): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const made = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith(`${begin}${MAKING}`));
  return made.map(({ name }) => join(folder, name));
}
