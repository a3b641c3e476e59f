import type { BuildOptions } from 'esbuild';
import { PROJECT_ROOT } from './project-root';

/**
 * What is common to every bundle that is an ES module: made of each package's ES module source, because only from those
 * can unused code be left out. The banner lets the CommonJS packages among them ask for Node.js built-ins.
 */
export const ES_MODULE = {
  absWorkingDir: PROJECT_ROOT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: 'warning',
} as const satisfies BuildOptions;
