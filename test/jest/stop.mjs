/** Stops what `start-services.mjs` started. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global teardown
export default async function stop() {
  await globalThis.embeddedAws.stop();
}
