import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { buildSync, type Metafile, type OutputFile } from 'esbuild';
import { FUNCTION_NAMES, functionBundle } from './function-bundles';

/** Bundles every function into `dist/functions`. A file that would be the same is left alone: others may be reading it. */
export function buildFunctions(): readonly Metafile[] {
  return FUNCTION_NAMES.map((name) => {
    const { outputFiles, metafile } = buildSync({ ...functionBundle(name), write: false, metafile: true });
    for (const file of outputFiles) writeChanged(file);
    return metafile;
  });
}

function writeChanged({ path, contents }: OutputFile): void {
  if (isThere(path, contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

function isThere(path: string, contents: Uint8Array): boolean {
  try {
    return readFileSync(path).equals(contents);
  } catch {
    return false;
  }
}
