import type { BuildOptions } from 'esbuild';
import { COMMAND_LINE } from './command-line-bundle';
import { COMMON_JS } from './common-js';
import { withoutClients } from './local-program-bundle';

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
