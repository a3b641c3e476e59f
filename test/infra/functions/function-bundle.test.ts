import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ALIASES, BUNDLING, entryOf, LOCK_FILE, PROJECT_ROOT } from '../../../lib/infra/functions/function-bundle';

/** A larger bundle takes longer to load at every cold start. */
const MOST_BYTES = 600_000;

describe('what functions are bundled from', () => {
  it('is this project, with its lock file', () => {
    expect(JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'))).toMatchObject({ name: 'ssm-audit' });
    expect(existsSync(LOCK_FILE)).toBe(true);
  });

  it('is the file of that name in the lambda folder', () => {
    expect(entryOf('ingest')).toBe(join(PROJECT_ROOT, 'lambda', 'ingest.ts'));
  });
});

describe('a bundle', () => {
  it.each(readdirSync(join(PROJECT_ROOT, 'lambda')).map((file) => file.replace('.ts', '')))(
    'of %s is small',
    (name) => {
      const { outputFiles, metafile } = buildSync({
        absWorkingDir: PROJECT_ROOT,
        entryPoints: [entryOf(name)],
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'esm',
        mainFields: [...(BUNDLING.mainFields ?? [])],
        minify: true,
        keepNames: true,
        alias: ALIASES,
        banner: { js: BUNDLING.banner ?? '' },
        outfile: 'index.mjs',
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      expect(outputFiles[0]?.contents.length).toBeLessThan(MOST_BYTES);
      expect(
        Object.keys(metafile.inputs).filter((input) => /credential-provider|node_modules\/yaml\//.test(input)),
      ).toEqual([]);
    },
  );
});
