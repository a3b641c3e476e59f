import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { ES_MODULE } from './es-module';
import { DIST, PROJECT_ROOT } from './project-root';

/** The names of the functions: one source file each in the `lambda` folder. */
export const FUNCTION_NAMES = readdirSync(join(PROJECT_ROOT, 'lambda')).map((file) => file.replace(/\.ts$/, ''));

const FUNCTIONS = join(PROJECT_ROOT, 'lib', 'functions');

/** What functions have in the place of packages of the SDK. */
const ALIASES = {
  '@aws-sdk/credential-provider-node': join(FUNCTIONS, 'environment-credentials.ts'),
  '@smithy/core/event-streams': join(FUNCTIONS, 'no-event-streams.ts'),
};

/**
 * How code that Lambda's Node.js loads is bundled. The SDK is inside, so that what was tested is what runs. Minified, since
 * size is cold start. The names of functions are not kept, which would take 6 % more: each error has its name as a text.
 */
export const LAMBDA_BUNDLE = {
  ...ES_MODULE,
  target: 'node24',
  minify: true,
} as const satisfies BuildOptions;

/**
 * How a function is bundled, into a folder of its own. The source map lies beside the bundle; it is deployed only where
 * the stack asks for it (`sourceMaps`), and has no copy of the sources in it.
 */
export function functionBundle(name: string) {
  return {
    ...LAMBDA_BUNDLE,
    entryPoints: [join(PROJECT_ROOT, 'lambda', `${name}.ts`)],
    outfile: join(DIST, 'functions', name, 'index.mjs'),
    alias: ALIASES,
    sourcemap: 'linked',
    sourcesContent: false,
  } as const satisfies BuildOptions;
}
