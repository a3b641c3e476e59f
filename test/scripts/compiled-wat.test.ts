import { readFileSync } from 'node:fs';
import { type CompiledWat, compiledWat } from '../../scripts/compiled-wat';

let files: readonly CompiledWat[];

beforeAll(async () => {
  files = await compiledWat();
});

it('finds every WebAssembly text', () => {
  expect(files.map(({ path }) => path.split('/').at(-1))).toEqual(['json-check-wasm.ts', 'value-end-wasm.ts']);
});

it('is what the sources hold: after a change, run npm run build:wasm', () => {
  for (const { path, contents } of files) expect(readFileSync(path, 'utf8')).toBe(contents.toString());
});
