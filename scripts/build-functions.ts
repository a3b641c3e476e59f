import { buildSync, type Metafile } from 'esbuild';
import { FUNCTION_NAMES, functionBundle } from './function-bundles';
import { writeChanged } from './write-changed';

/** Bundles every function into `dist/functions`. */
export function buildFunctions(): readonly Metafile[] {
  return FUNCTION_NAMES.map((name) => {
    const { outputFiles, metafile } = buildSync({ ...functionBundle(name), write: false, metafile: true });
    for (const file of outputFiles) writeChanged(file);
    return metafile;
  });
}
