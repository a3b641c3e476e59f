import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { LogFileSource, OpenedLogFile } from '../../app/ports/log-file-source';
import type { LogFileLocation } from '../../core/rows/delivery-row';
import { gunzip } from '../gzip/gunzip';
import { fileError } from './inaccessible-file';

/**
 * Log files on disk. Their entity tag is size and time of change, so that recognizing a file does not need its content.
 */
export class FolderLogFiles implements LogFileSource {
  async open({ key }: LogFileLocation): Promise<OpenedLogFile> {
    const stats = await stat(key);
    const chunks = gunzip(fileBytes(key));
    return { chunks, eTag: fileTag(stats), storedBytes: stats.size, discard: () => undefined };
  }
}

/** The entity tag of a file on disk. */
export function fileTag({ size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): string {
  return `${size}-${mtimeMs}`;
}

/** Opens the file when you iterate over it, so that files that nobody reads stay closed. Throws as `fileError` says. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw fileError(error, path);
  }
}
