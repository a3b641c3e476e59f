import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { COMMAND_LINE } from './command-line-bundle';
import { COMMON_JS } from './common-js';
import { withModulesLate } from './late-modules';
import { PROJECT_ROOT } from './project-root';

/** Packages that speak with AWS. `bin/ssm-audit` runs the whole command line for whatever may need them. */
const CLIENTS = /^(?:@aws-sdk\/client-|@smithy\/signature-v4$)/;

/** The library of SQLite. What it has in JavaScript is in the script, too; it finds the build for the machine itself. */
const LIBRARY = 'libsql';
const NATIVE_LIBRARY = join(PROJECT_ROOT, 'scripts', 'native-library.ts');

/** What a script calls the function that gives the exports of the script with all commands. */
const WHOLE = 'wholeProgram';

/** How the library loads the build for the machine, which is a package that it alone depends on. */
const LOADS = `require(\`@libsql/\${target}\`)`;
const LOADS_AS_ITSELF = LOADS.replace('require', `require('node:module').createRequire(require.resolve('${LIBRARY}'))`);
const FINDS = `require(${JSON.stringify(NATIVE_LIBRARY)}).nativeFile(require.resolve.paths('${LIBRARY}') ?? [], target)`;
const LOADS_SOON = `((file) => file === undefined ? ${LOADS_AS_ITSELF} : require(file))(${FINDS})`;

/** Another version of the library loads its native part in another way. */
export class UnknownLibraryError extends Error {
  constructor(readonly path: string) {
    super(
      `${path} does not load its native part as expected: expected ${LOADS} once; adapt scripts/local-program-bundle.ts`,
    );
    this.name = 'UnknownLibraryError';
  }
}

/** The name of the script with all commands that ask local stores. */
const ALL = 'local-program';

/**
 * Scripts of the same sources with the commands that are run most, by name: what V8 takes to load a script grows with all
 * that is in it. `bin/ssm-audit` knows which script runs a command.
 */
const SOME: Readonly<Record<string, readonly string[]>> = {
  'status-program': ['status'],
  'question-program': ['query', 'summary'],
};

/** The names of the scripts in `dist`, without `.cjs`. */
export const LOCAL_PROGRAMS: readonly string[] = [ALL, ...Object.keys(SOME)];

/**
 * The command line as far as it asks local stores: one script, whose value is a function that takes `require`, and what gives
 * the script with all commands, and that gives the exports. Modules become functions in it, which run when they are asked for;
 * clients of AWS, which take longer to load than all else, are left out. It has ASCII alone, so that it is read as it stands.
 */
export function localProgram(name: string): BuildOptions {
  const commands = SOME[name];
  return {
    ...COMMON_JS,
    entryPoints: { [name]: 'lib/cli/main.ts' },
    banner: { js: `(function (require, ${WHOLE}) { const module = {};` },
    footer: { js: 'return module.exports; })' },
    charset: 'ascii',
    legalComments: 'none',
    // Names of functions and modules take a tenth of a question's time to read. `--debug` runs the program that has them.
    minify: true,
    // A script has no loader of modules.
    supported: { 'dynamic-import': false },
    external: (COMMAND_LINE.external ?? []).filter((external) => external !== LIBRARY),
    alias: { '@neon-rs/load': NATIVE_LIBRARY, 'detect-libc': NATIVE_LIBRARY },
    plugins: [withoutClients(), withLibrary(), ...(commands ? [withCommands(commands)] : []), withModulesLate()],
    logOverride: { 'import-is-undefined': 'silent' },
  };
}

/** Has all but some commands come from the script with all of them, where somebody asks which flags they have. */
function withCommands(some: readonly string[]): Plugin {
  return {
    name: 'with-commands',
    setup({ onLoad }) {
      onLoad({ filter: /-command\.ts$/ }, ({ path }) => {
        const command = basename(path, '-command.ts');
        const made = `${command.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Command`;
        const isCommand = readFileSync(path, 'utf8').includes(`export function ${made}(): Command {`);
        if (!isCommand || some.includes(command)) return undefined;
        return { contents: `export const ${made} = () => ${WHOLE}().loaded(${JSON.stringify(command)});` };
      });
    },
  };
}

/** Leaves out what speaks with AWS: a program that asks for it fails there. */
export function withoutClients(): Plugin {
  return {
    name: 'without-clients',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: CLIENTS }, ({ path }) => ({ path, namespace: 'without-clients' }));
      onLoad({ filter: /./, namespace: 'without-clients' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not in the program for local stores`)});`,
      }));
    },
  };
}

/** From the script, the build for the machine is looked for where npm puts it, then as the library does it. */
function withLibrary(): Plugin {
  return {
    name: 'with-library',
    setup({ onResolve, onLoad }) {
      // Names it where it stands, without loading it.
      onResolve({ filter: /^libsql$/ }, ({ kind }) => (kind === 'require-resolve' ? { external: true } : undefined));
      onLoad({ filter: /[\\/]libsql[\\/]index\.js$/ }, ({ path }) => {
        const [before, after, ...more] = readFileSync(path, 'utf8').split(LOADS);
        if (after === undefined || more.length > 0) throw new UnknownLibraryError(path);
        return { contents: `${before}${LOADS_SOON}${after}` };
      });
    },
  };
}
