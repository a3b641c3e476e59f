import { constants, gunzipSync } from 'node:zlib';

/**
 * The most that a damaged gzip may unpack to when it is read again, in bytes: far above what a megabyte of real log
 * does (ninefold), and far below what a forged one could (a thousandfold).
 */
const MAX_SALVAGED_BYTES = 64 * 1024 ** 2;

/**
 * All that a damaged gzip unpacks to before the damage. A stream of `node:zlib` drops what it unpacked since its last
 * chunk when it fails, which is a whole log file where that is small. Finds the longest beginning that unpacks by
 * halving, so it unpacks some twenty times: for files of about a megabyte, which most log files are.
 */
export function salvageGzip(damaged: Uint8Array): Buffer {
  let [good, bad] = [0, damaged.length + 1];
  let salvaged: Buffer = Buffer.alloc(0);
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const content = unpacked(damaged.subarray(0, middle));
    if (content === undefined) bad = middle;
    else [good, salvaged] = [middle, content];
  }
  return salvaged;
}

/** What the beginning of a gzip unpacks to; undefined where it is damaged. */
function unpacked(beginning: Uint8Array): Buffer | undefined {
  try {
    // With this flush a gzip that ends too early is no error.
    return gunzipSync(beginning, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_SALVAGED_BYTES });
  } catch {
    return undefined;
  }
}
