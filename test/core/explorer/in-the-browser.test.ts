import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const FOLDER = join(__dirname, '../../../lib/core/explorer');

it('needs nothing that a browser does not have', async () => {
  const { metafile } = await build({
    entryPoints: readdirSync(FOLDER).map((name) => join(FOLDER, name)),
    bundle: true,
    write: false,
    outdir: 'out',
    platform: 'browser',
    format: 'esm',
    metafile: true,
  });
  const inputs = Object.values(metafile.inputs);
  expect(inputs.length).toBeGreaterThan(10);
  expect(inputs.flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual([]);
});
