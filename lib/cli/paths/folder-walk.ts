import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isLocalStore } from '../../local/local-store-folder';
import { unreadableReason } from './unreadable-reason';

/** How log files are named, in any letter case: CloudTrail's own names, and what people make of them. */
const LOG_FILE = /\.(?:json|jsonl|ndjson)(?:\.gz)?$|\.log\.gz$/i;

/** What `aws s3api head-object` prints, kept beside a digest so that its signature is not lost. */
const METADATA = /\.metadata\.json$/i;

/** The text for a name without an ending. */
const NO_ENDING = 'without an ending';

/** A path as the walk reached it, and its real path. */
interface WalkedPath {
  readonly path: string;
  readonly real: string;
}

/**
 * One walk over the log files below a folder. It follows links, takes each file and folder once however many links lead
 * to it, and skips local stores. Real files come before links, so that a file is found under its own name, which
 * reveals its account and region.
 */
export class FolderWalk {
  private readonly files: string[] = [];
  private readonly unreadable: { readonly path: string; readonly reason: string }[] = [];
  /** The real paths of what was already taken. */
  private readonly taken = new Set<string>();
  private readonly folders: WalkedPath[] = [];
  private readonly links: string[] = [];
  private readonly passedOver = new Map<string, number>();

  /** The log files below a folder, sorted, what cannot be read, and how many files of which kind were skipped. */
  async below(folder: string) {
    await this.trying(folder, async () => this.addFolder({ path: folder, real: await realpath(folder) }));
    for (;;) {
      const next = this.folders.pop();
      const link = next ? undefined : this.links.pop();
      if (next) await this.trying(next.path, () => this.enter(next));
      else if (link !== undefined) await this.trying(link, () => this.follow(link));
      else break;
    }
    return { files: this.files.sort(), unreadable: this.unreadable, passedOver: this.passedOver };
  }

  private async trying(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.unreadable.push({ path, reason: unreadableReason(error) });
    }
  }

  private async enter(folder: WalkedPath): Promise<void> {
    for (const entry of await readdir(folder.path, { withFileTypes: true })) this.addEntry(folder, entry);
  }

  private addEntry(folder: WalkedPath, entry: Dirent): void {
    const place = { path: join(folder.path, entry.name), real: join(folder.real, entry.name) };
    if (entry.isSymbolicLink()) this.links.push(place.path);
    else this.add(place, entry);
  }

  private add(place: WalkedPath, kind: Pick<Dirent, 'isDirectory' | 'isFile'>): void {
    if (kind.isFile()) this.addFile(place);
    else if (!kind.isDirectory()) this.passOver('pipes and the like');
    else if (isLocalStore(place.real)) this.passOver('local stores');
    else this.addFolder(place);
  }

  /** What a link leads to, by the link's name. */
  private async follow(link: string): Promise<void> {
    const real = await realpath(link);
    this.add({ path: link, real }, await stat(real));
  }

  private addFolder(place: WalkedPath): void {
    if (this.taken.has(place.real)) return;
    this.taken.add(place.real);
    this.folders.push(place);
  }

  private addFile({ path, real }: WalkedPath): void {
    if (this.taken.has(real)) return;
    this.taken.add(real);
    if (LOG_FILE.test(path) && !METADATA.test(path)) this.files.push(path);
    else this.passOver(endingOf(path));
  }

  private passOver(kind: string): void {
    this.passedOver.set(kind, (this.passedOver.get(kind) ?? 0) + 1);
  }
}

/** `.txt`, or `.txt.gz` for a compressed file. */
function endingOf(path: string): string {
  if (METADATA.test(path)) return '.metadata.json';
  const isPacked = extname(path).toLowerCase() === '.gz';
  const ending = isPacked ? extname(path.slice(0, -'.gz'.length)) + extname(path) : extname(path);
  return ending === '' ? NO_ENDING : ending;
}
