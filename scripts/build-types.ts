import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { EXPORTS } from './common-js-bundles';
import { PROJECT_ROOT } from './project-root';

/** Where the declarations go; beside `dist`, which every build empties. */
const TYPES = join(PROJECT_ROOT, 'types');

/** `npm run build:types`: the declarations of what the package exports, one file for each, with what they need inside. */
async function main(): Promise<void> {
  rmSync(TYPES, { recursive: true, force: true });
  for (const [name, source] of Object.entries(EXPORTS.entryPoints)) {
    const bundle = await rollup({
      input: join(PROJECT_ROOT, source),
      external: (id) => EXPORTS.external.some((each) => id === each || id.startsWith(`${each}/`)),
      plugins: [dts({ tsconfig: join(PROJECT_ROOT, 'tsconfig.json') })],
    });
    await bundle.write({ file: join(TYPES, `${name}.d.ts`) });
    await bundle.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`build:types: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
