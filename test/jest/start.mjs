import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import startServices from './start-services.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/** Makes ready for a run of the tests: builds `dist`, which tests of the command line run, and starts the embedded services. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global setup
export default async function start() {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: ROOT, stdio: 'inherit' });
  await startServices();
}
