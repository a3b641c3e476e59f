/** Stops what `start-aws.mjs` started. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global teardown
export default async function stopAws() {
  globalThis.embeddedAws.server.closeAllConnections();
  await globalThis.embeddedAws.close();
}
