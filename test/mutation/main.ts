import { execFileSync } from 'node:child_process';

/**
 * Runs Stryker over core and app, or over the patterns given as arguments. Stryker is installed for the run alone: it would
 * double what `npm ci` fetches. 9 is the last major version that runs on Node.js 20.
 */
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1'];

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'inherit' });
}

run('npm', 'install', '--no-save', '--ignore-scripts', ...STRYKER);
const patterns = process.argv.slice(2);
const only = patterns.length > 0 ? ['--mutate', patterns.join(',')] : [];
run('npx', '--no-install', 'stryker', 'run', 'test/mutation/stryker.config.json', ...only);
