import type { BuildOptions } from 'esbuild';
import { dependencies } from '../package.json';
import { ES_MODULE } from './es-module';
import { DIST } from './project-root';

/** The oldest Node.js that package.json admits. */
export const OLDEST_NODE = 'node20.19';

/** The SDK reads the user agent of browsers with it, in code that is left out; the library itself would be written all the same. */
const ONLY_IN_BROWSERS = 'bowser';

/**
 * The command line and the first run. They share what they have in common, and load a command when it is asked for. The
 * dependencies of package.json stay outside: one has a native part, the other loads its own files by name.
 */
export const COMMAND_LINE: BuildOptions = {
  ...ES_MODULE,
  target: OLDEST_NODE,
  entryPoints: { 'ssm-audit': 'lib/cli/main.ts', 'first-run': 'lib/cli/first-run/first-run.ts' },
  outdir: DIST,
  outExtension: { '.js': '.mjs' },
  splitting: true,
  external: [...Object.keys(dependencies), ONLY_IN_BROWSERS],
};
