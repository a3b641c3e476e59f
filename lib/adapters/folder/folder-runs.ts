import { createWriteStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RunStore } from '../../app/ports/export/run-store';
import { makeFolder } from './make-folder';
import { newTemporaryFolder, removeLeftFolders } from './temporary-folder';

/** Runs have what the export has. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Runs as files of a folder, which is made when the first run is written. No file stays open between two reads. */
export class FolderRuns implements RunStore {
  constructor(private readonly folder: string) {}

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    makeFolder(this.folder, FOLDER_MODE);
    await pipeline(Readable.from(content), createWriteStream(join(this.folder, name), { mode: FILE_MODE }));
  }

  async read(name: string, from: number, bytes: number): Promise<Uint8Array> {
    const handle = await open(join(this.folder, name));
    try {
      return await filled(handle, Buffer.allocUnsafe(bytes), from);
    } finally {
      await handle.close();
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.folder, name), { force: true });
  }
}

/** What the folders for temporary runs are for. */
const PURPOSE = 'export';

/** Runs in a new folder for temporary files, which is made when the first run is written. */
export class TemporaryRuns implements RunStore {
  private folder: string | undefined;

  /** Removes what exports that were killed left. `parent` is the system's folder for temporary files, if it is not said. */
  constructor(private readonly parent?: string) {
    removeLeftFolders(PURPOSE, parent);
  }

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    this.folder ??= newTemporaryFolder(PURPOSE, this.parent);
    await new FolderRuns(this.folder).write(name, content);
  }

  async read(name: string, from: number, bytes: number): Promise<Uint8Array> {
    return new FolderRuns(this.folder ?? '').read(name, from, bytes);
  }

  async remove(names: readonly string[]): Promise<void> {
    if (this.folder !== undefined) await new FolderRuns(this.folder).remove(names);
  }

  /** Removes the folder. */
  async close(): Promise<void> {
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true });
  }
}

/** As many bytes of a file as it has from there on: a read may give fewer than were asked for. */
async function filled(handle: FileHandle, buffer: Buffer, from: number): Promise<Uint8Array> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
