import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { build } from 'esbuild';

/** What programs load. */
export interface LoadedModules {
  /** Files of their own package, by their path from its folder. */
  readonly files: ReadonlySet<string>;
  /** Packages, by name. */
  readonly packages: ReadonlySet<string>;
}

/** Follows the imports of programs from file to file. Rejects where one names a file that is not there. */
export async function loadedModules(folder: string, programs: readonly string[]): Promise<LoadedModules> {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: programs.map((program) => `./${program}`),
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What is never called is still loaded with the file.
    treeShaking: false,
    packages: 'external',
    loader: { '.node': 'empty' },
    outdir: 'nowhere',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  // esbuild also lists what it adds itself.
  const outside = imports.filter(({ external, path }) => external && !isBuiltin(path) && path !== '<runtime>');
  return {
    files: new Set(Object.keys(metafile.inputs).map((path) => posix.normalize(path))),
    packages: new Set(outside.map(({ path }) => packageOf(path))),
  };
}

/** `aws-cdk-lib/aws-iam` is a module of `aws-cdk-lib`, `@scope/name/file` one of `@scope/name`. */
function packageOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
