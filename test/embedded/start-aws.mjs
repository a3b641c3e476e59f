import { buildApp } from 'fauxqs';

/**
 * Starts the embedded S3, SNS and SQS (fauxqs) for a whole run of the tests, on a free port of loopback. It is an ES module,
 * which test files cannot load, hence it runs beside them and they find it by environment variable.
 */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global setup
export default async function startAws() {
  const app = buildApp({ logger: false });
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.env.EMBEDDED_AWS_ENDPOINT = `http://127.0.0.1:${app.server.address().port}`;
  globalThis.embeddedAws = app;
}
