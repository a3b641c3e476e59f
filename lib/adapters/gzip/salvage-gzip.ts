import { constants, gunzipSync } from 'node:zlib';

/**
 * The most that a damaged gzip may unpack to when it is read again, in bytes. This is far more than a megabyte of real
 * log contains (ninefold), and far less than a forged one can (a thousandfold).
 */
const MAX_SALVAGED_BYTES = 64 * 1024 ** 2;

/**
 * All that a damaged gzip unpacks to before the damage. When a stream of `node:zlib` fails, it drops what it unpacked
 * since its last chunk, which is a whole small log file. This function finds the longest beginning that unpacks by
 * halving, so it unpacks some twenty times. It is meant for files of about a megabyte, which most log files are.
 */
export function salvageGzip(damaged: Uint8Array, maxBytes = MAX_SALVAGED_BYTES): Buffer {
  let [good, bad] = [0, damaged.length + 1];
  let salvaged: Buffer = Buffer.alloc(0);
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const content = unpacked(damaged.subarray(0, middle), maxBytes);
    if (content === undefined) bad = middle;
    else [good, salvaged] = [middle, content];
  }
  return salvaged;
}

/** What the beginning of a gzip unpacks to, or undefined if it is damaged. */
function unpacked(beginning: Uint8Array, maxOutputLength: number): Buffer | undefined {
  try {
    // With this flush, a gzip that ends too early is not an error.
    return gunzipSync(beginning, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength });
  } catch {
    return undefined;
  }
}
