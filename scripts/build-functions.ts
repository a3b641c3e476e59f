import { build, type Metafile } from 'esbuild';
import { FUNCTION_NAMES, functionBundle } from './function-bundles';
import { writeChanged } from './write-changed';

/** Bundles every function into `dist/functions`. */
export function buildFunctions(): Promise<readonly Metafile[]> {
  return Promise.all(
    FUNCTION_NAMES.map(async (name) => {
      const { outputFiles, metafile } = await build({ ...functionBundle(name), write: false, metafile: true });
      for (const file of outputFiles) writeChanged(file);
      return metafile;
    }),
  );
}
