import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportFile, ExportTarget } from '../../app/ports/export/export-target';
import type { RunStore } from '../../app/ports/export/run-store';
import { WORK_FOLDER } from '../../contract/export';
import { FolderRuns } from './folder-runs';
import { makeFolder } from './make-folder';
import { refuseLinks } from './refuse-links';
import { stateOfWorker, workerName } from './worker-name';

/** Events may say what only some may know: nobody else reads them. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * An export into a folder. A file is written in a folder of work below it, and put in its place by renaming it. Follows no
 * links below the folder: rejects with `LinkInTheWayError`.
 */
export class FolderExportTarget implements ExportTarget {
  private readonly work: string;

  constructor(private readonly folder: string) {
    this.work = join(folder, WORK_FOLDER, workerName());
  }

  /** The runs of this export, beside its files: there is room for these. */
  get runs(): RunStore {
    return new FolderRuns(join(this.work, 'runs'));
  }

  async read(path: string): Promise<string | undefined> {
    refuseLinks(this.folder, path);
    return orNothing(readFile(join(this.folder, path), 'utf8'), undefined);
  }

  async list(folder: string): Promise<readonly string[]> {
    refuseLinks(this.folder, folder);
    return orNothing(readdir(join(this.folder, folder)), []);
  }

  async create(path: string): Promise<ExportFile> {
    for (const used of [WORK_FOLDER, path]) refuseLinks(this.folder, used);
    makeFolder(this.work, FOLDER_MODE);
    const temporary = join(this.work, randomUUID());
    return new RenamedFile(await open(temporary, 'wx', FILE_MODE), temporary, this.folder, path);
  }

  async cleanUp(): Promise<number> {
    const workers = await this.list(WORK_FOLDER);
    const gone = workers.filter((name) => stateOfWorker(name) === 'gone');
    for (const name of gone) await rm(join(this.folder, WORK_FOLDER, name), { recursive: true, force: true });
    return gone.length;
  }

  /** Leaves nothing of the work in hand. */
  async close(): Promise<void> {
    if (existsSync(this.work)) await rm(this.work, { recursive: true, force: true });
  }
}

class RenamedFile implements ExportFile {
  private isOpen = true;

  constructor(
    private readonly handle: FileHandle,
    private readonly temporary: string,
    private readonly folder: string,
    private readonly path: string,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    await this.handle.writeFile(bytes);
  }

  async complete(): Promise<void> {
    await this.handle.sync();
    await this.handle.close();
    // Writing may take long, and somebody may have put a link there since.
    refuseLinks(this.folder, this.path);
    const place = join(this.folder, this.path);
    makeFolder(dirname(place), FOLDER_MODE);
    await rename(this.temporary, place);
    this.isOpen = false;
  }

  async abandon(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.handle.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}

async function orNothing<Value>(reading: Promise<Value>, nothing: Value): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return nothing;
    throw error;
  }
}
