import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Files are read in pieces of this size: with the 64 KiB of Node.js there are twice as many reads. */
const PIECE_BYTES = 128 * 1024;

/** Room to see that a file has ended. */
const END_BYTES = 64;

/**
 * The content of a file in pieces. Reads and waits: there is nothing else to do meanwhile, and a stream would wake a thread
 * for each piece. Opens the file when you iterate over it. Throws what the system throws.
 */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    let room = size > 0 ? Math.min(size, PIECE_BYTES) : PIECE_BYTES;
    for (let rest = size; ; ) {
      const piece = Buffer.allocUnsafe(room);
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
      rest -= length;
      room = rest === 0 ? END_BYTES : PIECE_BYTES;
    }
  } finally {
    closeSync(file);
  }
}
