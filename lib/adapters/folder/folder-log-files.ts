import { createReadStream, type Stats, statSync } from 'node:fs';
import { types } from 'node:util';
import { InaccessibleFileError, type LogFileSource, type OpenedLogFile } from '../../app/ports/log-file-source';
import type { LogFileLocation } from '../../core/rows/delivery-row';
import { gunzip } from '../gzip/gunzip';
import { filePieces } from './file-pieces';
import { fileError } from './inaccessible-file';

/** What is handed on at once of the decompressed content of a file: some ninety records. */
const PIECE_BYTES = 128 * 1024;

/**
 * Log files on disk. Their entity tag is size and time of change, so that recognizing a file does not need its content.
 */
export class FolderLogFiles implements LogFileSource {
  async open({ key }: LogFileLocation): Promise<OpenedLogFile> {
    // Waits for it: handing it to a thread takes ten times as long.
    const stats = statsOf(key);
    const chunks = inPieces(gunzip(stats.isFile() ? read(filePieces(key), key, listedFileError) : fileBytes(key)));
    return { chunks, eTag: fileTag(stats), storedBytes: stats.size, discard: () => undefined };
  }
}

/** How the system says that nothing is where a file was. */
const GONE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

/** Whoever opens a log file has seen it: if it is gone, somebody has moved or removed it since. */
function listedFileError(error: unknown, path: string): unknown {
  const isGone = types.isNativeError(error) && 'code' in error && GONE.has(error.code);
  const reason = 'it was there when the command began and is gone; put it back and run the same command again';
  return isGone ? new InaccessibleFileError(path, reason, { cause: error }) : fileError(error, path);
}

function statsOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw listedFileError(error, path);
  }
}

/** The content in pieces that hold few records: all those of a piece are in memory together, with the rows that they make. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) yield chunk.subarray(start, start + PIECE_BYTES);
  }
}

/** The entity tag of a file on disk. */
export function fileTag({ size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): string {
  return `${size}-${mtimeMs}`;
}

/** Opens the file when you iterate over it, so that files that nobody reads stay closed. Throws as `fileError` says. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  yield* read(createReadStream(path), path, fileError);
}

async function* read(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  told: typeof fileError,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw told(error, path);
  }
}
