import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SlowestFirst from './slowest-first.cjs';

const ROOT = join(__dirname, '..', '..');

/** A test file as jest hands it to a sequencer, in a checkout without a cache. */
const fileAt = (path: string, bytes: number) => ({
  path: join(ROOT, path),
  context: { config: { cache: false }, hasteFS: { getSize: () => bytes } },
});

it('names test files that are there', () => {
  expect(SlowestFirst.SLOWEST.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it('begins with the slow ones in a fresh checkout, then with the largest', () => {
  const [slowest = '', slow = ''] = SlowestFirst.SLOWEST;
  const files = [fileAt('test/a.test.ts', 1), fileAt(slow, 1), fileAt('test/b.test.ts', 9), fileAt(slowest, 1)];
  const sorted = new SlowestFirst().sort(files);
  expect(sorted.map(({ path }) => path)).toEqual(
    [slowest, slow, 'test/b.test.ts', 'test/a.test.ts'].map((path) => join(ROOT, path)),
  );
});
