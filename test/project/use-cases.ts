import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** Ports say what use cases need of the world; their few functions are tried by every use case. */
const PORTS = 'lib/app/ports/';

/** What runs; types and constants do not. */
const RUNS = /^export (?:async )?(?:function|class)\b/m;

/**
 * The use cases of a project that have no test of their own. A use case is a file of `lib/app` that exports a function or a
 * class; its own test stands in the same place below `test` and runs it, by itself or through what it imports.
 */
export function untestedUseCases(root: string): readonly string[] {
  return filesBelow(root, 'lib/app').filter(
    (file) => !file.startsWith(PORTS) && RUNS.test(read(root, file)) && !reached(root, testOf(file)).has(file),
  );
}

/** Folders below `test` that mirror no folder, of the parts of `lib` that tests mirror. */
export function foldersOfNothing(root: string): readonly string[] {
  const parts = foldersIn(join(root, 'lib'));
  const tested = filesBelow(root, 'test').map((file) => relative('test', dirname(file)));
  const mirroring = [...new Set(tested)].filter((folder) => parts.includes(folder.split('/')[0] ?? ''));
  return mirroring.filter((folder) => !foldersIn(join(root, 'lib', dirname(folder))).includes(basename(folder)));
}

function testOf(file: string): string {
  return file.replace(/^lib/, 'test').replace(/\.ts$/, '.test.ts');
}

/** What a file imports of the project, types aside, and what that imports. */
function reached(root: string, file: string, known = new Set<string>()): ReadonlySet<string> {
  for (const [, module = ''] of read(root, file).matchAll(IMPORT)) {
    const imported = `${join(dirname(file), module)}.ts`;
    if (known.has(imported)) continue;
    known.add(imported);
    reached(root, imported, known);
  }
  return known;
}

const IMPORT = /^import (?!type )[^;]*? from '(\.{1,2}\/[^']+)';/gm;

function read(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return '';
  }
}

function filesBelow(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')).sort();
}

function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return entries.map(({ name }) => name);
  } catch {
    return [];
  }
}
