import { require as requireTypeScript } from 'tsx/cjs/api';

/**
 * Starts the embedded S3, SNS and SQS. These are an ES module, which test files cannot load, hence they run beside the
 * tests, which find them, and their secret, by environment variable.
 */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global setup
export default async function startServices() {
  // The SDK says in every test file how long it supports this Node.js.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const { startEmbeddedAws } = requireTypeScript('../../lib/local/embedded-aws.ts', import.meta.url);
  globalThis.embeddedAws = await startEmbeddedAws();
  process.env.EMBEDDED_AWS = JSON.stringify(globalThis.embeddedAws.settings);
}
