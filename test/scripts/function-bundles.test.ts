import { build } from 'esbuild';
import { FUNCTION_NAMES, functionBundle } from '../../scripts/function-bundles';

/** A larger bundle takes longer to load at every cold start. */
const MOST_BYTES = 600_000;

/**
 * Verification has the code of two versions of the index, and the export a writer of Parquet and the code of questions. Both
 * start once an hour, where nobody waits for them.
 */
const MOST_BYTES_OF: Readonly<Record<string, number>> = { verify: 690_000, export: 780_000 };

it('each source file in the lambda folder is a function', () => {
  expect(FUNCTION_NAMES).toEqual(['alert', 'export', 'ingest', 'rebuild-terms', 'reconcile', 'trail-health', 'verify']);
});

it.each(FUNCTION_NAMES)('the bundle of %s is small', async (name) => {
  const { outputFiles, metafile } = await build({ ...functionBundle(name), write: false, metafile: true });
  const [bundle] = outputFiles.filter(({ path }) => path.endsWith('index.mjs'));
  expect(bundle?.contents.length).toBeLessThan(MOST_BYTES_OF[name] ?? MOST_BYTES);
  expect(
    Object.keys(metafile.inputs).filter((input) => /credential-provider|node_modules\/yaml\//.test(input)),
  ).toEqual([]);
});
