import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashOfSources, isBuilt, recordBuild } from '../../scripts/build-record';

const PACKAGE_FILE = 'node_modules/yaml/index.js';

let root: string;

/** A project that was built. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ssm-audit-build-'));
  for (const file of ['package.json', 'lib/core/a.ts', 'bin/b.ts', PACKAGE_FILE, 'dist/a.mjs']) write(file, file);
  recordBuild(hashOfSources(root), ['lib/core/a.ts', PACKAGE_FILE], root);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

it('knows that nothing has changed', () => {
  expect(isBuilt(root)).toBe(true);
  write('lib/core/a.ts', 'lib/core/a.ts');
  write('README.md', 'not built');
  expect(isBuilt(root)).toBe(true);
});

it.each<[string, () => void]>([
  ['a source was changed', () => write('lib/core/a.ts', 'other')],
  ['a source was added, which an import may now mean', () => write('lib/core/a/index.ts', '')],
  ['a source was removed', () => rmSync(join(root, 'bin/b.ts'))],
  ['settings were changed', () => write('package.json', '{}')],
  ['settings were added', () => write('tsconfig.json', '{}')],
  ['packages were installed', () => write('node_modules/.package-lock.json', '{}')],
  ['a file of a package was changed', () => write(PACKAGE_FILE, 'other')],
  ['what was built was changed', () => write('dist/a.mjs', 'other')],
  ['what was built is gone', () => rmSync(join(root, 'dist'), { recursive: true })],
  ['something else stands in dist', () => write('dist/functions/old.mjs', '')],
  ['the record is damaged', () => write('node_modules/.cache/ssm-audit/build.json', '{')],
  ['the record is gone', () => rmSync(join(root, 'node_modules/.cache'), { recursive: true })],
])('builds again where %s', (_, change) => {
  change();
  expect(isBuilt(root)).toBe(false);
});

it('builds again where a source was changed while it was built', () => {
  const sources = hashOfSources(root);
  write('lib/core/a.ts', 'changed before it was read, or after');
  recordBuild(sources, [], root);
  expect(isBuilt(root)).toBe(false);
});
