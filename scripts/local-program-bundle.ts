import type { BuildOptions, Plugin } from 'esbuild';
import { COMMAND_LINE, OLDEST_NODE } from './command-line-bundle';
import { DIST, PROJECT_ROOT } from './project-root';

/** Packages that speak with AWS. `bin/ssm-audit` runs the whole command line for whatever may need them. */
const CLIENTS = /^(?:@aws-sdk\/client-|@smithy\/signature-v4$)/;

/**
 * The command line as far as it asks local stores: one script, whose value is a function that takes `require` and gives
 * the exports. Modules become functions in it, which run when they are asked for; clients of AWS, which take longer to
 * load than all else, are left out. It has ASCII alone, so that it is read as it stands.
 */
export const LOCAL_PROGRAM = {
  absWorkingDir: PROJECT_ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: OLDEST_NODE,
  mainFields: ['module', 'main'],
  entryPoints: { 'local-program': 'lib/cli/main.ts' },
  outdir: DIST,
  outExtension: { '.js': '.cjs' },
  banner: { js: '(function (require) { const module = {};' },
  footer: { js: 'return module.exports; })' },
  charset: 'ascii',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  // So that lines of a stack trace tell something.
  lineLimit: 120,
  // A script has no loader of modules.
  supported: { 'dynamic-import': false },
  external: [...(COMMAND_LINE.external ?? [])],
  plugins: [withoutClients()],
  logOverride: { 'import-is-undefined': 'silent' },
  logLevel: 'warning',
} as const satisfies BuildOptions;

function withoutClients(): Plugin {
  return {
    name: 'without-clients',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: CLIENTS }, ({ path }) => ({ path, namespace: 'without-clients' }));
      onLoad({ filter: /./, namespace: 'without-clients' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not in the program for local stores`)});`,
      }));
    },
  };
}
