import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLocalStore } from '../../local/local-store-folder';
import { unreadableReason } from './unreadable-reason';

const LOG_FILE = /\.json(\.gz)?$/;

/** A path as the walk came to it, and where it really is. */
interface WalkedPath {
  readonly path: string;
  readonly real: string;
}

/**
 * One walk over the log files below a folder. Links are followed, each file and folder is taken once however many links
 * lead to it, and local stores are passed over. What is no link comes first: a file is found under its own name where it
 * has one, because the name of a log file tells whose it is.
 */
export class FolderWalk {
  private readonly files: string[] = [];
  private readonly unreadable: { readonly path: string; readonly reason: string }[] = [];
  /** Real paths of what has been taken. */
  private readonly taken = new Set<string>();
  private readonly folders: WalkedPath[] = [];
  private readonly links: string[] = [];

  /** The log files below a folder, sorted, and what below it cannot be read. */
  async below(folder: string) {
    await this.trying(folder, async () => this.addFolder({ path: folder, real: await realpath(folder) }));
    for (;;) {
      const next = this.folders.pop();
      const link = next ? undefined : this.links.pop();
      if (next) await this.trying(next.path, () => this.enter(next));
      else if (link !== undefined) await this.trying(link, () => this.follow(link));
      else break;
    }
    return { files: this.files.sort(), unreadable: this.unreadable };
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
    else if (entry.isDirectory() && !isLocalStore(place.path)) this.addFolder(place);
    else if (entry.isFile()) this.addFile(place);
  }

  /** What a link leads to, by the link's name. */
  private async follow(link: string): Promise<void> {
    const place = { path: link, real: await realpath(link) };
    const found = await stat(place.real);
    if (found.isDirectory() && !isLocalStore(place.real)) this.addFolder(place);
    else if (found.isFile()) this.addFile(place);
  }

  private addFolder(place: WalkedPath): void {
    if (this.taken.has(place.real)) return;
    this.taken.add(place.real);
    this.folders.push(place);
  }

  private addFile({ path, real }: WalkedPath): void {
    if (!LOG_FILE.test(path) || this.taken.has(real)) return;
    this.taken.add(real);
    this.files.push(path);
  }
}
