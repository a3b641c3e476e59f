import type { BuildOptions } from 'esbuild';
import { COMMAND_LINE, OLDEST_NODE } from './command-line-bundle';
import { withoutClients } from './local-program-bundle';
import { DIST, PROJECT_ROOT } from './project-root';

const COMMON_JS = {
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

/** `extract` by itself: ES modules take twice as long to load. */
export const EXTRACT = {
  ...COMMON_JS,
  entryPoints: { extract: 'lib/cli/extract/plain-extract.ts' },
} as const satisfies BuildOptions;

/** The thread of the explorer that reads a local store: it asks no AWS. */
export const EXPLORER_WORKER = {
  ...COMMON_JS,
  entryPoints: { 'explorer-worker': 'lib/cli/ui/explorer-worker.ts' },
  external: [...(COMMAND_LINE.external ?? [])],
  plugins: [withoutClients()],
  logOverride: { 'import-is-undefined': 'silent' },
} as const satisfies BuildOptions;

/** What other programs import of the package. The CDK is theirs: two copies of it would not know each other's constructs. */
export const EXPORTS = {
  ...COMMON_JS,
  entryPoints: { construct: 'bin/construct.ts', rules: 'bin/rules.ts' },
  external: ['aws-cdk-lib', 'constructs'],
} as const satisfies BuildOptions;
