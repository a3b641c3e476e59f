import type { BuildOptions } from 'esbuild';
import { OLDEST_NODE } from './command-line-bundle';
import { DIST, PROJECT_ROOT } from './project-root';

/** How CommonJS bundles of `dist` are made for the Node.js of users. */
export const COMMON_JS = {
  absWorkingDir: PROJECT_ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: OLDEST_NODE,
  mainFields: ['module', 'main'],
  outdir: DIST,
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
} as const satisfies BuildOptions;
