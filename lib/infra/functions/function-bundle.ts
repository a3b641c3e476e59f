import { join } from 'node:path';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** The folder of package.json: what the bundler resolves modules from. */
export const PROJECT_ROOT = join(__dirname, '..', '..', '..');

/** The lock file whose versions go into the bundles. */
export const LOCK_FILE = join(PROJECT_ROOT, 'package-lock.json');

/** Lets the CommonJS packages inside an ES module bundle ask for Node.js built-ins. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** What the bundles have in the place of packages of the SDK, as esbuild's `--alias` takes it. */
export const ALIASES: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': join(PROJECT_ROOT, 'lib', 'functions', 'environment-credentials.ts'),
};

/**
 * How functions are bundled: by the esbuild of this project, without Docker. ES modules and each package's ES module
 * source, because only from those can unused code be left out; the SDK inside, so that what was tested is what runs.
 * Minified without source maps: reading a map would cost every cold start what a stack trace may save once, and errors
 * here are told apart by class and message, whose names are kept.
 */
export const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  banner: REQUIRE,
  bundleAwsSDK: true,
  minify: true,
  keepNames: true,
  logLevel: LogLevel.WARNING,
  forceDockerBundling: false,
  esbuildArgs: Object.fromEntries(Object.entries(ALIASES).map(([name, file]) => [`--alias:${name}`, file])),
};

/** The source file of a function in the `lambda` folder. */
export function entryOf(functionName: string): string {
  return join(PROJECT_ROOT, 'lambda', `${functionName}.ts`);
}
