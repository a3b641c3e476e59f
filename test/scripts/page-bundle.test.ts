import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { pageBundles } from '../../scripts/page-bundle';

/** The whole page, as a browser that unpacks it gets it. */
const MOST_BYTES = 60 * 1024;

const [bundle] = pageBundles();
if (!bundle) throw new Error('the page is gone');
const { outputFiles = [], metafile } = buildSync({ ...bundle, write: false, metafile: true });

it('the page weighs at most 60 KB, packed', () => {
  expect(outputFiles.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(['icon.svg', 'page.css', 'page.js']);
  const weights = outputFiles.map(({ contents }) => gzipSync(contents).length);
  expect(weights.reduce((sum, weight) => sum + weight)).toBeLessThanOrEqual(MOST_BYTES);
});

it('the page is made of this project and Preact alone', () => {
  const parts = Object.values(metafile?.outputs ?? {}).flatMap(({ inputs: of }) => Object.entries(of));
  const inputs = parts.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => input);
  expect(inputs.length).toBeGreaterThan(50);
  expect(inputs.filter((input) => !/^(?:lib\/(?:ui|core|contract)|node_modules\/preact)\//.test(input))).toEqual([]);
});

it('the page takes nothing from anywhere else', () => {
  const text = outputFiles.map((file) => file.text).join('\n');
  const addresses = [...text.matchAll(/\b(?:https?:)?\/\/[\w.-]+\.\w+/g)].map(([address]) => address);
  // Names of XML's namespaces, which nobody asks for.
  expect([...new Set(addresses)].filter((address) => address !== 'http://www.w3.org')).toEqual([]);
  expect(text).not.toMatch(/\b(?:eval|Function)\(|@import|@font-face/);
});
