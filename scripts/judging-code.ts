import { build } from 'esbuild';
import { OLDEST_NODE } from './command-line-bundle';
import { PROJECT_ROOT } from './project-root';

/** What judges the rows of a local store by the rules of the project, and all that it uses. */
const JUDGE = 'lib/app/alert/pack-judge.ts';

/**
 * The code that judges rows by rules, with the packages that it uses: where it is the same, the same rules catch the same
 * events. Comments and blanks do not count.
 */
export async function judgingCode(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [JUDGE],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: OLDEST_NODE,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text).join('');
}
