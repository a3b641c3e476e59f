import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import startServices from './start-services.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Makes ready for a run of the tests: takes out of the environment what says who and where somebody is (a profile, a region, a
 * store), builds `dist`, which tests of the command line run, and starts the embedded services.
 */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global setup
export default async function start() {
  for (const name of Object.keys(process.env)) if (/^(AWS|SSM_AUDIT)_/.test(name)) delete process.env[name];
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: ROOT, stdio: 'inherit' });
  await startServices();
}
