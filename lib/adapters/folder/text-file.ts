import { open } from 'node:fs/promises';

/** A file that somebody named is no text that can be read. The message begins with what was found. */
export class UnreadableTextError extends Error {
  constructor(found: string) {
    super(found);
    this.name = 'UnreadableTextError';
  }
}

const BYTES_PER_MIB = 1024 * 1024;

/**
 * The text of a file, or of a pipe such as `<(…)`, in UTF-8. Throws `UnreadableTextError` for a folder, a device, a file of more
 * than `mostMiB`, and for bytes that are no text; throws what the file system throws if the file cannot be opened.
 */
export async function readTextFile(path: string, mostMiB: number): Promise<string> {
  const file = await open(path);
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new UnreadableTextError('it is a folder');
    if (!stat.isFile() && !stat.isFIFO()) throw new UnreadableTextError('it is neither a file nor a pipe');
    return asText(await bytesOf(file.createReadStream({ autoClose: false }), mostMiB));
  } finally {
    await file.close();
  }
}

async function bytesOf(pieces: AsyncIterable<Buffer>, mostMiB: number): Promise<Buffer> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > mostMiB * BYTES_PER_MIB) throw new UnreadableTextError(`it has more than ${mostMiB} MiB`);
    kept.push(piece);
  }
  return Buffer.concat(kept);
}

function asText(bytes: Buffer): string {
  if (bytes.includes(0)) throw new UnreadableTextError('it has bytes of zero, as binary files and UTF-16 have');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableTextError('it is not written in UTF-8');
  }
}
