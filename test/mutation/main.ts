import { execFileSync } from 'node:child_process';

/**
 * Runs Stryker over core and app, each judged by its own tests, or over the patterns given as arguments. Stryker is installed
 * for the run alone: it would double what `npm ci` fetches. 9 is the last major version that runs on Node.js 20.
 */
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1'];

const LAYERS = ['core', 'app'] as const;

/** What is no TypeScript of ours: WebAssembly as text, and types without code. */
const LEFT_OUT = ['!lib/core/log-file/*-wasm.ts', '!**/*.d.ts'];

function run(env: NodeJS.ProcessEnv, command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
}

function mutate(layer: string, patterns: readonly string[]): void {
  const mutated = ['--mutate', [...patterns, ...LEFT_OUT].join(',')];
  const seen = ['--incrementalFile', `node_modules/.cache/stryker-${layer}.json`];
  const config = 'test/mutation/stryker.config.json';
  run({ MUTATED_LAYER: layer }, 'npx', '--no-install', 'stryker', 'run', config, ...mutated, ...seen);
}

run({}, 'npm', 'install', '--no-save', '--ignore-scripts', ...STRYKER);
const asked = process.argv.slice(2);
for (const layer of LAYERS) {
  const own = asked.filter((pattern) => pattern.startsWith(`lib/${layer}/`));
  const patterns = asked.length > 0 ? own : [`lib/${layer}/**/*.ts`];
  if (patterns.length > 0) mutate(layer, patterns);
}
