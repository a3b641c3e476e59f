import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { PROJECT_ROOT } from './project-root';

/**
 * Modules of Node.js that take long to load, and that few questions need. Whatever most questions need is better loaded with
 * the program: once a short run has given V8 its hints, Node.js has to compile its own modules anew.
 */
const OF_NODE = ['node:child_process', 'node:crypto', 'node:fs/promises', 'node:net'];

/** Packages and modules of ours, likewise: what tests records, reads addresses, prints tables, or asks what a stack keeps. */
const PACKAGES = ['fastest-levenshtein', 'ipaddr.js', 're2js'];
const OWN = [
  'lib/app/ingest/indexing-configuration.ts',
  'lib/cli/event-table/event-pages.ts',
  'lib/cli/render/display-width.ts',
  'lib/core/match/where.ts',
  'lib/core/text/ip-address.ts',
];

const LATE = 'late';

const requireOf = createRequire(join(PROJECT_ROOT, 'package.json'));

/** An export of a module: functions can be handed on before they are there, other values have to be asked for. */
interface Export {
  readonly name: string;
  readonly isFunction: boolean;
}

/**
 * Has modules load when somebody first calls or reads what they export. Code that a module runs while it loads itself must
 * not call it: it would load them at once.
 */
export function withModulesLate(): Plugin {
  return {
    name: 'with-modules-late',
    setup({ onResolve, onLoad, resolve }) {
      const names = [...OF_NODE, ...PACKAGES].map((name) => name.replace('.', '\\.'));
      onResolve({ filter: new RegExp(`^(?:${names.join('|')})$`) }, ({ path, namespace }) => {
        if (namespace !== LATE) return { path, namespace: LATE };
        return OF_NODE.includes(path) ? { path, external: true } : undefined;
      });
      onResolve({ filter: /^\.{1,2}\// }, async ({ path, namespace, kind, resolveDir, pluginData }) => {
        if (pluginData === LATE || namespace === LATE || kind !== 'import-statement') return undefined;
        const found = await resolve(path, { kind, resolveDir, pluginData: LATE });
        const own = relative(PROJECT_ROOT, found.path).split(sep).join('/');
        return OWN.includes(own) ? { path: own, namespace: LATE } : undefined;
      });
      onLoad({ filter: /./, namespace: LATE }, async ({ path }) => ({
        contents: await contentsOf(path),
        resolveDir: PROJECT_ROOT,
      }));
    },
  };
}

async function contentsOf(path: string): Promise<string> {
  if (OF_NODE.includes(path)) return lateFunctions(path);
  return OWN.includes(path) ? lateModule(`./${path}`, await exportsOf(path)) : lateModule(path, exportsOfPackage(path));
}

/**
 * The functions of a module of Node.js, without those that are classes, as their names tell. Each stands for itself, so that
 * those that nothing uses are left out of the script.
 */
function lateFunctions(path: string): string {
  const functions = Object.entries(requireOf(path)).filter(
    ([name, value]) => typeof value === 'function' && /^[a-z]/.test(name),
  );
  const lines = functions.map(([name]) => `export const ${name} = (...given) => load().${name}(...given);`);
  return [`let loaded;`, `const load = () => (loaded ??= require(${JSON.stringify(path)}));`, ...lines].join('\n');
}

/** A module whose exports are those of another one, which the first use of any loads. */
function lateModule(path: string, exported: readonly Export[]): string {
  const lines = exported.map(({ name, isFunction }) =>
    isFunction
      ? `exports.${name} = (...given) => load().${name}(...given);`
      : `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => load().${name} });`,
  );
  return [`let loaded;`, `const load = () => (loaded ??= require(${JSON.stringify(path)}));`, ...lines].join('\n');
}

/** What a module of ours exports beside types. */
async function exportsOf(path: string): Promise<readonly Export[]> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [path],
    format: 'esm',
    outdir: '.',
    write: false,
    metafile: true,
  });
  const text = outputFiles.map((file) => file.text).join('\n');
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return names.map((name) => ({ name, isFunction: new RegExp(`^function ${name}\\(`, 'm').test(text) }));
}

/** What a package exports. Whether a function of theirs is a class cannot be told. */
function exportsOfPackage(path: string): readonly Export[] {
  const names = Object.keys(requireOf(path)).filter((name) => name !== '__esModule');
  return names.map((name) => ({ name, isFunction: false }));
}
