import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { DIST, PROJECT_ROOT } from './project-root';

const ENTRY = 'lib/ui/main.tsx';

/** The page of the explorer: one script, one style sheet, which the script imports, and one icon. */
const PAGE = {
  absWorkingDir: PROJECT_ROOT,
  bundle: true,
  platform: 'browser',
  format: 'esm',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  entryPoints: [
    { in: ENTRY, out: 'page' },
    { in: 'lib/ui/icon.svg', out: 'icon' },
  ],
  outdir: join(DIST, 'ui'),
  loader: { '.svg': 'copy' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What is to be built for browsers. A checkout without a page has a server that says so. */
export function pageBundles(): readonly BuildOptions[] {
  return existsSync(join(PROJECT_ROOT, ENTRY))
    ? [{ ...PAGE, entryPoints: [...PAGE.entryPoints], target: [...PAGE.target] }]
    : [];
}
