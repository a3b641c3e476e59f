import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { buildFunctions } from './build-functions';
import { COMMAND_LINE } from './command-line-bundle';
import { EXPORTS, EXTRACT } from './common-js-bundles';
import { DIST } from './project-root';
import { thirdPartyNotices } from './third-party-notices';

/** `npm run build`: empties `dist` and builds everything into it that runs. */
async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const bundled = [COMMAND_LINE, EXTRACT, EXPORTS].map((options) => build({ ...options, metafile: true }));
  const metafiles: Metafile[] = (await Promise.all(bundled)).flatMap(({ metafile }) => metafile ?? []);
  metafiles.push(...buildFunctions());
  writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(metafiles));
}

main().catch((error: unknown) => {
  // esbuild has said what is wrong with the sources.
  if (!(error instanceof Error && 'errors' in error)) process.stderr.write(`build: ${String(error)}\n`);
  process.exitCode = 1;
});
