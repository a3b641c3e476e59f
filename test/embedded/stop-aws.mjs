/** Stops what `start-aws.mjs` started. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of a global teardown
export default async function stopAws() {
  await globalThis.embeddedAws.stop();
}
