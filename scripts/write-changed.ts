import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the name of a file begins that is not written to its end. */
export const UNFINISHED = '.';

/**
 * Writes a file in one step, so that it is never there in part. One that would be the same is left alone: others may be
 * reading it.
 */
export function writeChanged({ path, contents }: { readonly path: string; readonly contents: Uint8Array }): void {
  if (isThere(path, contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const next = join(dirname(path), `${UNFINISHED}${basename(path)}.${process.pid}`);
  writeFileSync(next, contents);
  renameSync(next, path);
}

function isThere(path: string, contents: Uint8Array): boolean {
  try {
    return readFileSync(path).equals(contents);
  } catch {
    return false;
  }
}
