import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedLogFile, LogFileListing, LogFolder } from '../../app/ports/log-file-listing';
import { byteOrder } from '../../core/text/byte-order';
import { fileKey } from './file-key';
import { fileTag } from './folder-log-files';

/**
 * The log files below a folder on disk, at any depth. Their names say which account and region they are from, and when
 * they were delivered.
 */
export class FolderLogListing implements LogFileListing {
  constructor(private readonly root: string) {}

  /** Every folder below the root, whatever the scope, because reading names on disk costs nothing. */
  async folders(): Promise<readonly LogFolder[]> {
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    const below = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => fileKey(join(entry.parentPath, entry.name)));
    return [fileKey(this.root), ...below].sort(byteOrder).map((name) => ({ name, files: () => filesIn(name) }));
  }
}

async function* filesIn(folder: string): AsyncGenerator<ListedLogFile> {
  for (const name of (await readdir(folder)).sort(byteOrder)) {
    const key = fileKey(join(folder, name));
    const stats = await stat(key);
    if (!stats.isFile()) continue;
    yield { bucket: '', key, eTag: fileTag(stats), bytes: stats.size, storedAt: stats.mtime.toISOString() };
  }
}
