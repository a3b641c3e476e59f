import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const STDOUT = 1;

/** How long to wait for a reader that is slow, in milliseconds: a pipe is emptied much faster. */
const WAIT_MS = 2;

/**
 * Writes bytes to stdout, waiting where the reader is slow: false where the reader has gone. Does without
 * `process.stdout`, which takes some milliseconds to set up: as long as extracting two megabytes.
 */
export async function writeBytes(bytes: Uint8Array): Promise<boolean> {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
      await setTimeout(WAIT_MS);
    }
  }
  return true;
}
