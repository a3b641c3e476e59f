import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromiumPath } from '../../scripts/chromium';
import { PROJECT_ROOT } from '../../scripts/project-root';

const JEST = join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const CONFIG = join(PROJECT_ROOT, 'test', 'browser', 'jest.config.cjs');

const LEFT_OUT = 'test:ui: the tests of the explorer in a browser are left out, because there is no Chromium here\n';

/**
 * `npm run test:ui [-- [--share N] WORDS FOR JEST]`: the tests of the explorer's page, of many like cases one of N. Without a
 * browser they are left out, which fails in CI alone.
 */
function main(): number {
  if (chromiumPath() === undefined) {
    process.stderr.write(LEFT_OUT);
    return process.env['CI'] ? 1 : 0;
  }
  const given = process.argv.slice(2);
  const [share, ofJest] = given[0] === '--share' ? [given[1], given.slice(2)] : ['1', given];
  const options = { cwd: PROJECT_ROOT, stdio: 'inherit', env: { ...process.env, UI_TESTS_SHARE: share } } as const;
  return spawnSync(process.execPath, [JEST, '--config', CONFIG, ...ofJest], options).status ?? 1;
}

process.exitCode = main();
