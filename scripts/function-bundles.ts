import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { ES_MODULE } from './es-module';
import { DIST, PROJECT_ROOT } from './project-root';

/** The names of the functions: one source file each in the `lambda` folder. */
export const FUNCTION_NAMES = readdirSync(join(PROJECT_ROOT, 'lambda')).map((file) => file.replace(/\.ts$/, ''));

const FUNCTIONS = join(PROJECT_ROOT, 'lib', 'functions');

/** What functions have in the place of packages of the SDK. */
const ALIASES = {
  '@aws-sdk/credential-provider-node': join(FUNCTIONS, 'environment-credentials.ts'),
  '@aws-sdk/middleware-endpoint-discovery': join(FUNCTIONS, 'no-endpoint-discovery.ts'),
  '@smithy/core/event-streams': join(FUNCTIONS, 'no-event-streams.ts'),
};

/** What one function has besides. S3's client needs more of this package, and this function has none. */
const ALIASES_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alert: { '@aws-sdk/signature-v4-multi-region': join(FUNCTIONS, 'no-global-endpoints.ts') },
};

/** Of the package.json of each client, the code takes the version alone. All of them together would be 2 KB a client. */
const CLIENT_VERSIONS: Plugin = {
  name: 'client-versions',
  setup: (build) => {
    build.onLoad({ filter: /@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
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
    alias: { ...ALIASES, ...ALIASES_OF[name] },
    plugins: [CLIENT_VERSIONS],
    sourcemap: 'linked',
    sourcesContent: false,
  } satisfies BuildOptions;
}
